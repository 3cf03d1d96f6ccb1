// Finds glpk.h: on the default path, or where Homebrew puts it. GLPK ships no pkg-config file.

#if __has_include(<glpk.h>)
#include <glpk.h>
#elif __has_include("/opt/homebrew/include/glpk.h")
#include "/opt/homebrew/include/glpk.h"
#elif __has_include("/usr/local/include/glpk.h")
#include "/usr/local/include/glpk.h"
#else
#error "glpk.h not found. Install GLPK: 'apt install libglpk-dev' or 'brew install glpk'."
#endif
