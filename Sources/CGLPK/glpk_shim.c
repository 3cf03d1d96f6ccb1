#include "glpk_shim.h"

#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "glpk_include.h"

typedef struct {
  bool maximise;
  int columns, rows;
  const double *objective, *lower, *upper;
  const int *row_start, *column;
  const double *coefficient;
} Program;

// MARK: - Messages and fatal errors

static _Thread_local char message[512];
static _Thread_local jmp_buf escape;

/// Takes GLPK's words. The result 1 tells GLPK that they need not go to standard output as well.
static int keep_text(void *unused, const char *text) {
  (void)unused;
  size_t used = strlen(message);
  snprintf(message + used, sizeof message - used, "%s", text);
  return 1;
}

/// GLPK calls this just before it would abort the process. The jump crosses C frames only.
static void leave_glpk(void *unused) {
  (void)unused;
  longjmp(escape, 1);
}

// MARK: - Validation

static GLPKStatus refuse(const char *reason, int index) {
  snprintf(message, sizeof message, "%s %d", reason, index);
  return GLPKStatusInvalid;
}

/// Refuses an objective and bounds that GLPK would abort on and, worse, would call optimal: NaN.
static GLPKStatus validate_numbers(const Program *p) {
  for (int j = 0; j < p->columns; j++)
    if (!isfinite(p->objective[j])) return refuse("objective is not finite at column", j);
  for (int k = 0; k < p->columns + p->rows; k++)
    if (!(p->lower[k] <= p->upper[k]) || p->lower[k] == INFINITY || p->upper[k] == -INFINITY)
      return k < p->columns ? refuse("bounds are no interval at column", k)
                            : refuse("bounds are no interval at row", k - p->columns);
  return GLPKStatusOptimal;
}

/// Refuses what else GLPK would abort on.
static GLPKStatus validate(const Program *p) {
  if (p->columns < 0) return refuse("negative number of columns:", p->columns);
  if (p->rows < 0) return refuse("negative number of rows:", p->rows);
  GLPKStatus status = validate_numbers(p);
  if (status != GLPKStatusOptimal) return status;
  if (p->row_start[0] != 0) return refuse("the first row starts at entry", p->row_start[0]);
  for (int i = 0; i < p->rows; i++) {
    if (p->row_start[i + 1] < p->row_start[i]) return refuse("negative length of row", i);
    int last = -1;
    for (int k = p->row_start[i]; k < p->row_start[i + 1]; k++) {
      if (p->column[k] <= last || p->column[k] >= p->columns)
        return refuse("columns out of range, repeated or unordered in row", i);
      if (!isfinite(p->coefficient[k])) return refuse("coefficient is not finite in row", i);
      last = p->column[k];
    }
  }
  return GLPKStatusOptimal;
}

// MARK: - Build, solve, read

/// GLPK's name for the kind of an interval. It refuses a "double" bound whose ends are equal.
static int bound_type(double lower, double upper) {
  if (lower == upper) return GLP_FX;
  if (isinf(lower)) return isinf(upper) ? GLP_FR : GLP_UP;
  return isinf(upper) ? GLP_LO : GLP_DB;
}

/// Copies the program to GLPK, which counts from 1 and cannot add nothing.
static glp_prob *build(const Program *p) {
  glp_prob *lp = glp_create_prob();
  glp_set_obj_dir(lp, p->maximise ? GLP_MAX : GLP_MIN);
  if (p->columns > 0) glp_add_cols(lp, p->columns);
  for (int j = 0; j < p->columns; j++) {
    glp_set_obj_coef(lp, j + 1, p->objective[j]);
    glp_set_col_bnds(lp, j + 1, bound_type(p->lower[j], p->upper[j]), p->lower[j], p->upper[j]);
  }
  if (p->rows > 0) glp_add_rows(lp, p->rows);
  // From GLPK's allocator, so that nothing is lost when an error jumps over the rest.
  int *index = glp_alloc(p->columns + 1, sizeof(int));
  double *value = glp_alloc(p->columns + 1, sizeof(double));
  for (int i = 0; i < p->rows; i++) {
    double lower = p->lower[p->columns + i], upper = p->upper[p->columns + i];
    glp_set_row_bnds(lp, i + 1, bound_type(lower, upper), lower, upper);
    int start = p->row_start[i], length = p->row_start[i + 1] - start;
    for (int k = 0; k < length; k++) {
      index[k + 1] = p->column[start + k] + 1;
      value[k + 1] = p->coefficient[start + k];
    }
    glp_set_mat_row(lp, i + 1, length, index, value);
  }
  return lp;
}

/// Runs one simplex method from the basis that the problem has.
///
/// Without the presolver, return code 0 and GLPK's status tell infeasible from unbounded. A dual
/// method that finds no dual feasible point leaves that question open: undecided.
static GLPKStatus optimise(glp_prob *lp, int method, int ratio_test, int iteration_limit) {
  glp_smcp parameters;
  glp_init_smcp(&parameters);
  parameters.msg_lev = GLP_MSG_ERR;
  parameters.meth = method;
  parameters.r_test = ratio_test;
  parameters.tol_bnd = parameters.tol_dj = 1e-9;
  parameters.it_lim = iteration_limit;  // never a time limit: results must not depend on the load
  int code = glp_simplex(lp, &parameters);
  int status = glp_get_status(lp);
  if (code == 0 && status == GLP_OPT) return GLPKStatusOptimal;
  if (code == 0 && status == GLP_NOFEAS) return GLPKStatusInfeasible;
  if (code == 0 && status == GLP_UNBND) return GLPKStatusUnbounded;
  char text[128];
  if (code == GLP_EITLIM)
    snprintf(text, sizeof text, "limit of %d iterations reached\n", iteration_limit);
  else
    snprintf(text, sizeof text, "GLPK stopped with return code %d and status %d\n", code, status);
  keep_text(NULL, text);
  return GLPKStatusUndecided;
}

/// Reads an optimum; `+ 0.0` turns a negative zero into a plain one.
static GLPKStatus read_solution(
    glp_prob *lp, const Program *p, double *objective_value, double *primal, double *dual) {
  *objective_value = glp_get_obj_val(lp) + 0.0;
  bool finite = isfinite(*objective_value);
  for (int k = 0; k < p->columns + p->rows; k++) {
    int i = k - p->columns + 1;
    primal[k] = 0.0 + (k < p->columns ? glp_get_col_prim(lp, k + 1) : glp_get_row_prim(lp, i));
    dual[k] = 0.0 + (k < p->columns ? glp_get_col_dual(lp, k + 1) : glp_get_row_dual(lp, i));
    finite = finite && isfinite(primal[k]) && isfinite(dual[k]);
  }
  if (finite) return GLPKStatusOptimal;
  keep_text(NULL, "the optimum is not finite\n");
  return GLPKStatusUndecided;
}

/// Solves from scratch.
static GLPKStatus optimise_cold(glp_prob *lp, int iteration_limit) {
  glp_std_basis(lp);
  // All columns of an allocation are boxed, so one long step of the dual replaces many pivots.
  GLPKStatus status = optimise(lp, GLP_DUAL, GLP_RT_FLIP, iteration_limit);
  if (status != GLPKStatusUndecided) return status;
  glp_std_basis(lp);
  return optimise(lp, GLP_PRIMAL, GLP_RT_HAR, iteration_limit);
}

static void listen(void) {
  glp_term_hook(keep_text, NULL);
  glp_error_hook(leave_glpk, NULL);
}

static GLPKStatus solve(
    const Program *p, int iteration_limit, double *objective_value, double *primal, double *dual) {
  listen();
  glp_prob *lp = build(p);
  GLPKStatus status = optimise_cold(lp, iteration_limit);
  if (status == GLPKStatusOptimal)
    status = read_solution(lp, p, objective_value, primal, dual);
  glp_delete_prob(lp);
  return status;
}

// MARK: - One thread's GLPK

// GLPK's environment, with all problems in it, is per thread, unless it was built for a single thread.
static pthread_mutex_t single_thread = PTHREAD_MUTEX_INITIALIZER;
/// How many sessions this thread holds open: as long as there is one, its environment stays.
static _Thread_local int open_sessions;
/// How often this thread has lost its environment with all problems in it to a fatal error.
static _Thread_local unsigned long losses;

static void enter(void) {
  message[0] = 0;
  if (open_sessions == 0 && glp_config("TLS") == NULL) pthread_mutex_lock(&single_thread);
}

static void leave(void) {
  if (open_sessions > 0) return;
  glp_free_env();  // the problems, the hooks, and what this thread would leak when it ends
  if (glp_config("TLS") == NULL) pthread_mutex_unlock(&single_thread);
}

/// What remains to do after a fatal error.
static GLPKStatus lose(void) {
  losses++;
  glp_free_env();
  return GLPKStatusUndecided;
}

/// `solve`, with GLPK's fatal errors turned into a status. It is apart from `solve` so that no local
/// variable can change between `setjmp` and the jump.
static GLPKStatus solve_guarded(
    const Program *p, int iteration_limit, double *objective_value, double *primal, double *dual) {
  if (setjmp(escape) != 0) return lose();
  return solve(p, iteration_limit, objective_value, primal, dual);
}

// MARK: - Whole numbers

typedef struct {
  int limit, count;
  double bound;
} Search;

/// Counts the nodes that GLPK looks at, and ends the search at the limit: a time limit would make
/// results depend on the load. Called by GLPK, so only C frames are between it and the jump.
static void watch(glp_tree *tree, void *info) {
  Search *search = info;
  if (glp_ios_reason(tree) != GLP_ISELECT) return;
  if (search->count < search->limit) {
    search->count++;
    return;
  }
  int best = glp_ios_best_node(tree);
  if (best != 0) search->bound = glp_ios_node_bound(tree, best);
  glp_ios_terminate(tree);
}

static GLPKStatus branch(
    glp_prob *lp, const Program *p, const bool *is_whole, int iteration_limit, int node_limit,
    double *objective_value, double *bound, double *primal) {
  GLPKStatus status = optimise_cold(lp, iteration_limit);
  if (status != GLPKStatusOptimal) return status;
  double relaxed = glp_get_obj_val(lp);
  for (int j = 0; j < p->columns; j++)
    if (is_whole[j]) glp_set_col_kind(lp, j + 1, GLP_IV);
  Search search = {node_limit, 0, relaxed};
  glp_iocp parameters;
  glp_init_iocp(&parameters);
  parameters.msg_lev = GLP_MSG_ERR;
  parameters.mir_cuts = GLP_ON;
  parameters.gmi_cuts = GLP_ON;
  parameters.mip_gap = 0;
  parameters.cb_func = watch;
  parameters.cb_info = &search;
  int code = glp_intopt(lp, &parameters);
  int found = glp_mip_status(lp);
  if (code == 0 && found == GLP_NOFEAS) return GLPKStatusInfeasible;
  bool is_done = code == 0 && found == GLP_OPT;
  if (!is_done && !(code == GLP_ESTOP && found == GLP_FEAS)) {
    char text[128];
    snprintf(text, sizeof text, "no solution after %d nodes (return code %d, status %d)\n",
             search.count, code, found);
    keep_text(NULL, text);
    return GLPKStatusUndecided;
  }
  *objective_value = glp_mip_obj_val(lp) + 0.0;
  double best = is_done ? *objective_value : search.bound;
  // The best open node can't be worse than what was found, nor better than the relaxation.
  best = p->maximise ? fmax(fmin(best, relaxed), *objective_value)
                     : fmin(fmax(best, relaxed), *objective_value);
  *bound = best;
  bool finite = isfinite(*objective_value) && isfinite(*bound);
  for (int j = 0; j < p->columns; j++) {
    primal[j] = 0.0 + glp_mip_col_val(lp, j + 1);
    finite = finite && isfinite(primal[j]);
  }
  if (finite) return GLPKStatusOptimal;
  keep_text(NULL, "the optimum is not finite\n");
  return GLPKStatusUndecided;
}

static GLPKStatus solve_integer(
    const Program *p, const bool *is_whole, int iteration_limit, int node_limit,
    double *objective_value, double *bound, double *primal) {
  listen();
  glp_prob *lp = build(p);
  GLPKStatus status = branch(
      lp, p, is_whole, iteration_limit, node_limit, objective_value, bound, primal);
  glp_delete_prob(lp);
  return status;
}

/// `solve_integer`, guarded like `solve`.
static GLPKStatus solve_integer_guarded(
    const Program *p, const bool *is_whole, int iteration_limit, int node_limit,
    double *objective_value, double *bound, double *primal) {
  if (setjmp(escape) != 0) return lose();
  return solve_integer(
      p, is_whole, iteration_limit, node_limit, objective_value, bound, primal);
}

// MARK: - Sessions

struct GLPKSession {
  glp_prob *problem;
  /// `losses` when the problem was made.
  unsigned long losses;
  bool has_basis;
};

static void change(glp_prob *lp, const Program *p) {
  for (int j = 0; j < p->columns; j++) {
    double lower = p->lower[j], upper = p->upper[j];
    glp_set_obj_coef(lp, j + 1, p->objective[j]);
    glp_set_col_bnds(lp, j + 1, bound_type(lower, upper), lower, upper);
  }
  for (int i = 0; i < p->rows; i++) {
    double lower = p->lower[p->columns + i], upper = p->upper[p->columns + i];
    glp_set_row_bnds(lp, i + 1, bound_type(lower, upper), lower, upper);
  }
}

static GLPKStatus resolve(
    GLPKSession *session, const Program *p, int iteration_limit, double *objective_value,
    double *primal, double *dual) {
  listen();
  glp_prob *lp = session->problem;
  change(lp, p);
  GLPKStatus status = session->has_basis
      ? optimise(lp, GLP_DUAL, GLP_RT_FLIP, iteration_limit) : GLPKStatusUndecided;
  if (status == GLPKStatusUndecided) status = optimise_cold(lp, iteration_limit);
  session->has_basis = status == GLPKStatusOptimal;
  if (status != GLPKStatusOptimal) return status;
  return read_solution(lp, p, objective_value, primal, dual);
}

static GLPKStatus resolve_guarded(
    GLPKSession *session, const Program *p, int iteration_limit, double *objective_value,
    double *primal, double *dual) {
  if (setjmp(escape) != 0) return lose();
  return resolve(session, p, iteration_limit, objective_value, primal, dual);
}

static bool build_guarded(GLPKSession *session, const Program *p) {
  if (setjmp(escape) != 0) return lose() == GLPKStatusOptimal;
  listen();
  session->problem = build(p);
  return true;
}

// MARK: - The interface

GLPKStatus glpk_shim_solve(
    bool maximise, int column_count, int row_count, const double *objective, const double *lower,
    const double *upper, const int *row_start, const int *column, const double *coefficient,
    int iteration_limit, double *objective_value, double *primal, double *dual) {
  const Program program = {maximise, column_count, row_count, objective,  lower,
                           upper,    row_start,    column,    coefficient};
  message[0] = 0;
  GLPKStatus status = validate(&program);
  if (status != GLPKStatusOptimal) return status;
  enter();
  status = solve_guarded(&program, iteration_limit, objective_value, primal, dual);
  leave();
  return status;
}

GLPKStatus glpk_shim_solve_integer(
    bool maximise, int column_count, int row_count, const double *objective, const double *lower,
    const double *upper, const int *row_start, const int *column, const double *coefficient,
    const bool *is_whole, int iteration_limit, int node_limit, double *objective_value,
    double *bound, double *primal) {
  const Program program = {maximise, column_count, row_count, objective,  lower,
                           upper,    row_start,    column,    coefficient};
  message[0] = 0;
  GLPKStatus status = validate(&program);
  if (status != GLPKStatusOptimal) return status;
  enter();
  status = solve_integer_guarded(
      &program, is_whole, iteration_limit, node_limit, objective_value, bound, primal);
  leave();
  return status;
}

GLPKSession *glpk_shim_open(
    bool maximise, int column_count, int row_count, const double *objective, const double *lower,
    const double *upper, const int *row_start, const int *column, const double *coefficient) {
  const Program program = {maximise, column_count, row_count, objective,  lower,
                           upper,    row_start,    column,    coefficient};
  message[0] = 0;
  if (validate(&program) != GLPKStatusOptimal) return NULL;
  GLPKSession *session = calloc(1, sizeof *session);
  if (session == NULL) return NULL;
  enter();
  if (build_guarded(session, &program)) {
    session->losses = losses;
    open_sessions++;
    return session;
  }
  leave();
  free(session);
  return NULL;
}

GLPKStatus glpk_shim_resolve(
    GLPKSession *session, int column_count, int row_count, const double *objective,
    const double *lower, const double *upper, int iteration_limit, double *objective_value,
    double *primal, double *dual) {
  const Program program = {
      .columns = column_count, .rows = row_count, .objective = objective, .lower = lower,
      .upper = upper};
  message[0] = 0;
  GLPKStatus status = validate_numbers(&program);
  if (status != GLPKStatusOptimal) return status;
  if (session->losses != losses) {
    keep_text(NULL, "an earlier fatal error took the problem away\n");
    return GLPKStatusUndecided;
  }
  return resolve_guarded(session, &program, iteration_limit, objective_value, primal, dual);
}

void glpk_shim_close(GLPKSession *session) {
  if (session->losses == losses) glp_delete_prob(session->problem);
  free(session);
  open_sessions--;
  leave();
}

const char *glpk_shim_message(void) { return message; }

const char *glpk_shim_version(void) { return glp_version(); }
