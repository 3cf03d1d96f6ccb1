"""Times HiGHS on a linear program: building it through the array interface, then solving it.

Usage: time_highs.py FILE

FILE holds little-endian numbers: int64 columns, rows, entries; float64 objective, column lower, column
upper, row lower, row upper; int32 row starts (rows + 1), int32 column of each entry; float64
coefficient of each entry. Prints JSON: version, processor seconds to build and to solve, optimum.
"""

import json
import sys
import time

import highspy
import numpy


def main() -> None:
    with open(sys.argv[1], "rb") as file:
        columns, rows, entries = numpy.fromfile(file, "<i8", 3)
        objective, lower, upper = (numpy.fromfile(file, "<f8", columns) for _ in range(3))
        row_lower, row_upper = (numpy.fromfile(file, "<f8", rows) for _ in range(2))
        starts = numpy.fromfile(file, "<i4", rows + 1)
        index = numpy.fromfile(file, "<i4", entries)
        coefficient = numpy.fromfile(file, "<f8", entries)

    start = time.process_time()
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = int(columns), int(rows)
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_, program.col_lower_, program.col_upper_ = objective, lower, upper
    program.row_lower_, program.row_upper_ = row_lower, row_upper
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_ = starts, index
    program.a_matrix_.value_ = coefficient
    highs.passModel(program)
    built = time.process_time()
    highs.run()
    solved = time.process_time()
    assert highs.getModelStatus() == highspy.HighsModelStatus.kOptimal, highs.getModelStatus()
    print(
        json.dumps(
            {
                "highs": highs.version(),
                "building": built - start,
                "solving": solved - built,
                "optimum": highs.getInfo().objective_function_value,
            }
        )
    )


if __name__ == "__main__":
    main()
