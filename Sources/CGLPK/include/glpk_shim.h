// One guarded call from a linear program to its solution by GLPK, and sessions that solve one program
// again and again with other numbers.
//
// Swift sees this header and never glpk.h. All numbers live in the caller's arrays, and nothing is written
// to standard output. All GLPK objects live and die on one thread: inside one call, or one session.

#ifndef GLPK_SHIM_H
#define GLPK_SHIM_H

#include <stdbool.h>

#pragma clang assume_nonnull begin

/// How a solve ended.
typedef enum __attribute__((enum_extensibility(closed))) GLPKStatus {
  /// An optimal solution was found and written out.
  GLPKStatusOptimal,
  /// No values of the columns satisfy all bounds.
  GLPKStatusInfeasible,
  /// Feasible values exist, and the objective improves without limit among them.
  GLPKStatusUnbounded,
  /// GLPK stopped before it knew, or failed; `glpk_shim_message` says why.
  GLPKStatusUndecided,
  /// The program is malformed and never reached GLPK; `glpk_shim_message` says where.
  GLPKStatusInvalid,
} GLPKStatus;

/// Solves a linear program by the dual simplex method, or by the primal one where the dual one fails.
///
/// Arrays of length `column_count + row_count` hold the columns (variables) first and then the rows
/// (constraints). Indices count from 0. The matrix is stored by rows: row `i` has the entries
/// `row_start[i] ..< row_start[i + 1]` of `column` and `coefficient`.
///
/// @param maximise Whether the objective is to be made large rather than small.
/// @param objective Coefficient of each column, finite.
/// @param lower Least value of each column, then of each row; -infinity where there is none.
/// @param upper Greatest value likewise; +infinity where there is none.
/// @param row_start `row_count + 1` offsets from 0, never falling.
/// @param column Column of each matrix entry, strictly rising within a row.
/// @param coefficient Value of each matrix entry, finite.
/// @param iteration_limit Simplex iterations granted to each of the two methods.
/// @param objective_value Receives the optimum.
/// @param primal Receives the value of each column, then the activity of each row.
/// @param dual Receives the reduced cost of each column, then the shadow price of each row: the
///   change of the objective per unit, whatever its direction.
/// @return The status; the last three arguments are meaningful only when it is optimal.
GLPKStatus glpk_shim_solve(
    bool maximise, int column_count, int row_count, const double *objective, const double *lower,
    const double *upper, const int *row_start, const int *column, const double *coefficient,
    int iteration_limit, double *objective_value, double *primal, double *dual);

/// Searches for the best solution in which some columns are whole numbers: branch and bound with cuts.
///
/// Arguments are those of `glpk_shim_solve`, and:
///
/// @param is_whole Whether each column must be a whole number; the bounds of such a column are.
/// @param iteration_limit Simplex iterations granted to each method for the relaxation.
/// @param node_limit The most nodes to look at.
/// @param bound Receives what no solution exceeds (or falls below, if the objective is made small).
/// @param primal Receives the value of each column.
/// @return Optimal also where the limit ended the search after a solution was found: then `bound`
///   differs from `objective_value`. Undecided where none was found by then.
GLPKStatus glpk_shim_solve_integer(
    bool maximise, int column_count, int row_count, const double *objective, const double *lower,
    const double *upper, const int *row_start, const int *column, const double *coefficient,
    const bool *is_whole, int iteration_limit, int node_limit, double *objective_value,
    double *bound, double *primal);

/// A program that GLPK keeps with its last basis. It must be opened, used and closed on one thread.
typedef struct GLPKSession GLPKSession;

/// Hands a program to GLPK; for the arguments see `glpk_shim_solve`.
///
/// @return The session, to be closed; null where the program is malformed or GLPK failed, see
///   `glpk_shim_message`.
GLPKSession *_Nullable glpk_shim_open(
    bool maximise, int column_count, int row_count, const double *objective, const double *lower,
    const double *upper, const int *row_start, const int *column, const double *coefficient);

/// Solves the program of a session with another objective and other bounds, from its last basis.
///
/// @param column_count The program's own.
/// @param row_count The program's own.
/// @return The status, as of `glpk_shim_solve`; undecided also where a fatal error of another solve
///   on this thread has taken all its programs away.
GLPKStatus glpk_shim_resolve(
    GLPKSession *session, int column_count, int row_count, const double *objective,
    const double *lower, const double *upper, int iteration_limit, double *objective_value,
    double *primal, double *dual);

/// Ends a session.
void glpk_shim_close(GLPKSession *session);

/// What the last solve of this thread had to say, in lines; empty if nothing. Valid until the next.
const char *glpk_shim_message(void);

/// The version of the GLPK library in use, such as "5.0".
const char *glpk_shim_version(void);

#pragma clang assume_nonnull end

#endif
