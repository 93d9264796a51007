# What an R user does with RODBC. Arguments: the statements of the made row, of a long text, and of samples.
suppressPackageStartupMessages(library(RODBC))

arguments <- commandArgs(trailingOnly = TRUE)
made <- arguments[1]
long <- arguments[2]
samples <- arguments[-(1:2)]

quoted <- function(text) {
  text <- gsub("\\", "\\\\", enc2utf8(as.character(text)), fixed = TRUE)
  text <- gsub('"', '\\"', text, fixed = TRUE)
  text <- gsub("\n", "\\n", text, fixed = TRUE)
  text <- gsub("\r", "\\r", text, fixed = TRUE)
  text <- gsub("\t", "\\t", text, fixed = TRUE)
  ifelse(is.na(text), "null", paste0('"', text, '"'))
}
listed <- function(items) paste0("[", paste(items, collapse = ","), "]")
say <- function(...) {
  cat(paste0("{", paste(..., sep = ","), "}"), "\n", sep = "")
  flush(stdout())
}
input <- file("stdin", "r")
at <- function(moment) {
  say(paste0('"at":', quoted(moment)))
  invisible(readLines(input, 1))
}

# RODBC gives a table, or the texts of the errors.
call_it <- function(name, answer) {
  name <- paste0('"call":', quoted(name))
  if (is.data.frame(answer)) {
    rows <- vapply(seq_len(nrow(answer)), function(row) {
      listed(vapply(answer, function(column) quoted(column[row]), ""))
    }, "")
    return(say(name, paste0('"rows":', listed(rows))))
  }
  text <- as.character(answer[1])
  say(name, paste0('"error":', listed(quoted(c(sub(" .*", "", text), text)))))
}
# What an argument stands for is computed where it is used, so after "writing".
write_it <- function(name, answer) {
  at("writing")
  call_it(name, answer)
  at("written")
}

channel <- odbcConnect("Harbor", believeNRows = FALSE)
query <- function(sql, ...) sqlQuery(channel, sql, as.is = TRUE, na.strings = character(), ...)

call_it("tables", sqlTables(channel, schema = "harbor-app")[c("TABLE_SCHEM", "TABLE_NAME", "TABLE_TYPE")])
schemas <- unique(sqlTables(channel)["TABLE_SCHEM"])
call_it("schemas", schemas)
columns <- sqlColumns(channel, "PullRequests", schema = "harbor-app")
call_it("columns", columns[c("COLUMN_NAME", "DATA_TYPE", "COLUMN_SIZE", "NULLABLE")])
call_it("keys", sqlPrimaryKeys(channel, "PullRequests", schema = "harbor-app")["COLUMN_NAME"])
call_it("made", query(made))
kinds <- vapply(sqlQuery(channel, made, stringsAsFactors = FALSE), function(column) class(column)[1], "")
call_it("types", as.data.frame(t(kinds)))
for (place in seq_along(samples)) call_it(paste("sample", place - 1), query(samples[place]))

# RODBC's buffers are as long as the driver tells.
roomy <- odbcDriverConnect("DSN=Harbor;MaximumColumnSize=60000", believeNRows = FALSE)
call_it("long", sqlQuery(roomy, long, as.is = TRUE, na.strings = character()))
odbcClose(roomy)

call_it("table error", query("SELECT Id FROM PullRequest"))
call_it("column error", query("SELECT Titel FROM PullRequests"))
call_it("syntax error", query("SELEC Id FROM PullRequests"))
call_it("after", query("SELECT 1"))

# RODBC has no parameters, and its sqlSave wants every column of the table.
insert <- function() {
  query("INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (7, 'größe autocommit'), (7, 'it''s autocommit')")
  query("SELECT ContentRaw, ParentId FROM PullRequestComments WHERE PullRequestId = 7 AND ContentRaw LIKE '%autocommit' ORDER BY Id")
}
write_it("autocommit", insert())
kept <- function() {
  odbcSetAutoCommit(channel, FALSE)
  query("INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (7, 'a rollback')")
  odbcEndTran(channel, commit = FALSE)
  odbcSetAutoCommit(channel, TRUE)
  query("SELECT ContentRaw FROM PullRequestComments WHERE PullRequestId = 7 AND ContentRaw LIKE '%rollback'")
}
write_it("rollback", kept())

# Leaving a result after one row.
at("before")
invisible(odbcQuery(channel, "SELECT Id, Title FROM PullRequests", rows_at_time = 1))
invisible(sqlGetResults(channel, max = 1))
at("read")
invisible(odbcQuery(channel, "SELECT 1"))
at("left")
call_it("after closing", sqlGetResults(channel, as.is = TRUE))
odbcClose(channel)
