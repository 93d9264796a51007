/** A statement that works in every data source with a workspace and costs one API call. */
export const sampleStatement =
  'SELECT FullName, UpdatedOn FROM Repositories ORDER BY UpdatedOn DESC LIMIT 10';
