// Stands in the administrator's place: writes its arguments, one a line, to the file that the environment names.
#include <windows.h>

#include <cstdio>
#include <cstdlib>

int main(int count, char** arguments) {
  const char* path = std::getenv("DRAWBRIDGE_TEST_STARTED");
  if (path == nullptr) return 1;
  std::FILE* file = std::fopen(path, "a");
  if (file == nullptr) return 1;
  for (int i = 1; i < count; i++) std::fprintf(file, "%s\n", arguments[i]);
  std::fclose(file);
  return 0;
}
