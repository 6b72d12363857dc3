#!/usr/bin/env python3
"""Sums the results of the test projects and prints the last line of test.sh.

   summary.py RESULTS_FOLDER PROJECT... [demo=EXIT_CODE]

Exit code 0 only when each project has a complete results file with at least one test, and none failed.
"""
import os
import sys
import xml.etree.ElementTree

TRX = "{http://microsoft.com/schemas/VisualStudio/TeamTest/2010}"
folder, projects = sys.argv[1], sys.argv[2:]
passed = failed = skipped = 0
for project in projects:
    if project.startswith("demo="):
        works = project == "demo=0"
        print("demo.sh --check: %s" % ("passed" if works else "failed"))
        passed += works
        failed += not works
        continue
    path = os.path.join(folder, project + ".trx")
    try:
        run = xml.etree.ElementTree.parse(path).getroot()
    except (OSError, xml.etree.ElementTree.ParseError) as error:
        print("%s: no results, the test host did not finish (%s)" % (project, error))
        failed += 1
        continue
    outcomes = [result.get("outcome") for result in run.iter(TRX + "UnitTestResult")]
    here_passed = outcomes.count("Passed")
    here_skipped = outcomes.count("NotExecuted")
    here_failed = len(outcomes) - here_passed - here_skipped
    summary = run.find(TRX + "ResultSummary")
    # A crash or an abort marks the run, not a test.
    if here_failed == 0 and (summary is None or summary.get("outcome") not in ("Completed", "Passed")):
        print("%s: the run ended as %s" % (project, None if summary is None else summary.get("outcome")))
        here_failed = 1
    if not outcomes:
        print("%s: no test ran" % project)
        here_failed = max(here_failed, 1)
    for result in run.iter(TRX + "UnitTestResult"):
        if result.get("outcome") not in ("Passed", "NotExecuted"):
            print("failed: %s" % result.get("testName"))
    print("%s: %d passed, %d failed, %d skipped" % (project, here_passed, here_failed, here_skipped))
    passed += here_passed
    failed += here_failed
    skipped += here_skipped
print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
sys.exit(1 if failed or not passed else 0)
