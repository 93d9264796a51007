#include "check.h"

int main(int count, char** arguments) { return check::run({arguments + 1, arguments + count}); }
