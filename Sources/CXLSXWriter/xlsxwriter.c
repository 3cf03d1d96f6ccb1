// The package manager wants a source in a target: the library is the system's.
#include "CXLSXWriter.h"
