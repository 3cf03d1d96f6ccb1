#ifndef SALKKU_CXLSXWRITER_H
#define SALKKU_CXLSXWRITER_H

// Finds xlsxwriter.h: on the default path, or where Homebrew puts it. It includes the rest beside it.

#if __has_include(<xlsxwriter.h>)
#include <xlsxwriter.h>
#elif __has_include("/opt/homebrew/include/xlsxwriter.h")
#include "/opt/homebrew/include/xlsxwriter.h"
#elif __has_include("/usr/local/include/xlsxwriter.h")
#include "/usr/local/include/xlsxwriter.h"
#else
#error "xlsxwriter.h not found: 'apt install libxlsxwriter-dev' or 'brew install libxlsxwriter'."
#endif

#endif
