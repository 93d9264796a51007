import type { Client } from './client.ts';
import { jdbcAddress } from './jdbc-address.ts';
import { engineNotes, nameNotes, passwordCommand, passwordNote, tcpSteps } from './notes.ts';
import { doubleQuoted } from './quoting.ts';
import { sampleStatement } from './sample-statement.ts';

export const java: Client = {
  id: 'java',
  title: 'Java',
  trial: 'by hand',
  files: [],
  guide: (facts) => ({
    steps: [
      ...tcpSteps(facts),
      "Put PostgreSQL's JDBC driver on the class path.",
      'Read the password into the environment, as below, and save the program as Query.java.',
    ],
    texts: [
      { title: 'Password', text: `export PGPASSWORD=$(${passwordCommand(facts)})\n` },
      {
        title: 'Query.java',
        text: `import java.sql.DriverManager;

public class Query {
  public static void main(String[] arguments) throws Exception {
    String address = ${doubleQuoted(jdbcAddress(facts))};
    String user = System.getProperty("user.name");
    try (var connection = DriverManager.getConnection(address, user, System.getenv("PGPASSWORD"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery(${doubleQuoted(sampleStatement)})) {
      while (rows.next()) System.out.println(rows.getString(1) + "  " + rows.getTimestamp(2));
    }
  }
}
`,
      },
    ],
    notes: [
      passwordNote,
      'DatabaseMetaData tells tables, columns, keys and comments. A fetch size reads in pieces once autocommit is off.',
      ...nameNotes(facts),
      ...engineNotes(facts),
    ],
  }),
};
