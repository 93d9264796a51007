# Writes a module definition file with the functions that src/entry/ defines: the linker of Windows exports by list.
#   -DSOURCES=a.cpp;b.cpp -DOUTPUT=exports.def
set(names "")
foreach(source IN LISTS SOURCES)
  file(STRINGS "${source}" lines REGEX "SQL_API SQL[A-Za-z]+\\(|INSTAPI ConfigDSN")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "(SQL_API|INSTAPI) ([A-Za-z]+)\\(" found "${line}")
    list(APPEND names "${CMAKE_MATCH_2}")
  endforeach()
endforeach()
list(SORT names)
list(JOIN names "\n  " list)
file(WRITE "${OUTPUT}" "LIBRARY drawbridgeodbc\nEXPORTS\n  ${list}\n")
