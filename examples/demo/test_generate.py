"""What the demo's rows promise, checked on the committed files and by other means than the generator's.

Run with `python3 -m unittest test_generate` in this folder.
"""

from __future__ import annotations

import calendar
import datetime
import json
import re
import string
import unittest
from collections import Counter
from pathlib import Path

from generator import checks, files, stats
from generator.catalogue import tasks
from generator.rows import Row, Task

FOLDER = Path(__file__).parent / "tasks"
MONTHS = list(calendar.month_name)
DAYS = list(calendar.day_name)

# A phrase that only one kind of sum has, and the answer from its numbers in the order in which they are written.
SUMS = {
    r"marbles and wins": lambda a, b: a + b,
    r"rolls in the morning": lambda a, b: a - b,
    r"rows of chairs": lambda a, b: a * b,
    r"sweets equally": lambda a, b: a / b,
    r"ticket costs": lambda a, b, c: a * b - c,
    r"train leaves with": lambda a, b, c: a - b + c,
    r"pages a day": lambda a, b: a * b * 7,
    r"eggs into boxes": lambda a, b: a / b,
    r"rope of": lambda a, b: a / b,
    r"years younger": lambda a, b, c: a - b + c,
    r"area in square metres": lambda a, b: a * b,
    r"edge all the way round": lambda a, b: a + b + a + b,
    r"euros every month": lambda a, b, c: b + a * c,
    r"such bottles": lambda a, b: a * b,
    r"come in some other way": lambda a, b, c: a - (b + c),
    r"half price": lambda a, b: a * b / 2,
    r"on Monday, \d+ on Wednesday": lambda a, b, c: a + b + c,
    r"trips a day": lambda a, b: a * b,
    r"stamps, gave": lambda a, b, c: a - b + c,
    r"film lasts": lambda a, b: a + b,
    r"cross the river": lambda a, b: a // b + (a % b > 0),
    r"twice as many in another": lambda a: a + 2 * a,
    r"pencils at": lambda a, b, c: c - a * b,
    r"sum of two numbers": lambda a, b: a - b,
    r"A quarter of": lambda a: a * 0.75,
    r"kilometres in \d+ hours": lambda a, b: a / b,
    r"Seven buses": lambda a: a / 7,
    r"boards with": lambda a, b, c: a * b + c,
    r"How much is \d+ plus": lambda a, b, c: a + b - c,
    r"Work out": lambda a, b: a * b,
    r"mind the order": lambda a, b, c: a + (b * c),
    r"How much is \(": lambda a, b, c: (a - b) * c,
    r"percent of": lambda a, b: a / 100 * b,
    r"only the remainder": lambda a, b: a % b,
    r"square of": lambda a, b: a**2 - b,
    r"halfway between": lambda a, b: (a + b) / 2,
}


def committed(name: str) -> list:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def everything() -> dict:
    return {path.stem: committed(path.stem) for path in sorted(FOLDER.glob("*.jsonl"))}


class FilesTest(unittest.TestCase):
    def test_committed_rows_equal_a_fresh_generation(self):
        self.assertEqual(files.differences(tasks(), FOLDER), [])

    def test_two_generations_are_the_same_to_the_byte(self):
        self.assertEqual([files.jsonl(task) for task in tasks()], [files.jsonl(task) for task in tasks()])

    def test_every_row_has_an_id_an_input_and_a_target_and_nothing_else(self):
        for name, rows in everything().items():
            for row in rows:
                self.assertEqual(list(row), ["id", "input", "target"], name)
                self.assertTrue(all(isinstance(value, str) and value for value in row.values()), row)

    def test_ids_are_unique_and_numbered_by_task(self):
        for name, rows in everything().items():
            self.assertEqual([row["id"] for row in rows], [f"{name}-{n:04d}" for n in range(1, len(rows) + 1)])

    def test_files_stay_small(self):
        self.assertLess(sum(path.stat().st_size for path in FOLDER.glob("*.jsonl")), 1_000_000)


class AmountsTest(unittest.TestCase):
    def test_there_are_enough_tasks_in_enough_clusters(self):
        self.assertGreaterEqual(len(tasks()), 14)
        self.assertGreaterEqual(len({task.cluster for task in tasks()}), 8)

    def test_the_spec_names_every_task_with_its_cluster_and_its_file(self):
        spec = (FOLDER.parent / "sweep.yaml").read_text(encoding="utf-8")
        named = re.findall(r"- \{ name: ([\w-]+), +cluster: ([\w-]+),.* rows: \"file:tasks/([\w-]+)\.jsonl\"", spec)
        self.assertEqual(named, [(task.name, task.cluster, task.name) for task in tasks()])

    def test_every_task_has_between_200_and_240_rows(self):
        for name, rows in everything().items():
            self.assertTrue(200 <= len(rows) <= 240, f"{name}: {len(rows)}")

    def test_no_input_comes_twice_in_the_whole_demo(self):
        counts = Counter(row["input"] for rows in everything().values() for row in rows)
        self.assertEqual([text for text, count in counts.items() if count > 1], [])

    def test_a_row_has_20_to_35_tokens_on_average(self):
        lengths = [stats.tokens(row["input"]) for rows in everything().values() for row in rows]
        self.assertTrue(20 <= sum(lengths) / len(lengths) <= 35)

    def test_labels_are_balanced(self):
        for task in tasks():
            counts = Counter(row["target"] for row in committed(task.name))
            for label in task.labels:
                self.assertAlmostEqual(counts[label], 200 / len(task.labels), delta=8, msg=task.name)


class ArithmeticTest(unittest.TestCase):
    def test_every_sum_comes_out_when_done_again(self):
        for row in committed("arithmetic"):
            rules = [rule for phrase, rule in SUMS.items() if re.search(phrase, row["input"])]
            self.assertEqual(len(rules), 1, row["input"])
            numbers = [int(found) for found in re.findall(r"\d+", row["input"])]
            self.assertEqual(float(row["target"]), rules[0](*numbers), row["input"])

    def test_no_sum_has_a_negative_answer(self):
        self.assertTrue(all(row["target"].isdigit() for row in committed("arithmetic")))


class CalendarTest(unittest.TestCase):
    def test_weekdays_are_as_many_days_apart_as_the_question_says(self):
        checked = 0
        for row in committed("calendar"):
            if row["target"] in DAYS:
                (named,) = [day for day in DAYS if day in row["input"]]
                (days,) = [int(found) for found in re.findall(r"\d+", row["input"])]
                back = re.search(r"ago|earlier|on its way", row["input"])
                monday = datetime.date(2024, 1, 1)
                asked = monday + datetime.timedelta(days=DAYS.index(named) + (-days if back else days))
                self.assertEqual(DAYS[asked.weekday()], row["target"], row["input"])
                checked += 1
        self.assertGreater(checked, 30)

    def test_dates_are_as_many_days_apart_as_the_question_says(self):
        checked = 0
        for row in committed("calendar"):
            text = row["input"] + " " + row["target"]
            dates = re.findall(rf"(\d+) ({'|'.join(MONTHS[1:])})", text)
            years = re.findall(r"\b(?:19|20)\d\d\b", text)
            if len(dates) == 2 and len(years) == 1:
                first, second = (datetime.date(int(years[0]), MONTHS.index(month), int(day)) for day, month in dates)
                apart = str((second - first).days)
                self.assertIn(apart, re.findall(r"\d+", re.sub("|".join(" ".join(date) for date in dates), "", text)))
                checked += 1
        self.assertGreater(checked, 30)

    def test_times_are_as_many_minutes_apart_as_the_question_says(self):
        checked = 0
        for row in committed("calendar"):
            text = row["input"] + " " + row["target"]
            times = [int(hours) * 60 + int(minutes) for hours, minutes in re.findall(r"(\d\d):(\d\d)", text)]
            if times:
                self.assertEqual(len(times), 2, text)
                self.assertIn(str(abs(times[0] - times[1])), re.findall(r"(?<![:\d])\d+(?![:\d])", text), text)
                checked += 1
        self.assertGreater(checked, 40)

    def test_leap_years_are_right(self):
        for row in committed("calendar"):
            if row["target"] in ("yes", "no"):
                (year,) = [int(found) for found in re.findall(r"\d{4}", row["input"])]
                self.assertEqual(row["target"], "yes" if calendar.isleap(year) else "no", row["input"])


class TextRepairTest(unittest.TestCase):
    def test_segmented_words_joined_again_stand_in_the_input(self):
        for row in committed("word-segmentation"):
            self.assertIn(row["target"].replace(" ", ""), row["input"].split())
            self.assertGreater(len(row["target"].split()), 4)
            self.assertLessEqual(set(row["target"]), set(string.ascii_lowercase + " "))

    def test_cased_text_in_small_letters_stands_in_the_input(self):
        for row in committed("true-casing"):
            self.assertIn(row["target"].lower(), row["input"])
            self.assertNotIn(row["target"], row["input"])

    def test_punctuated_text_without_its_marks_stands_in_the_input(self):
        for row in committed("punctuation"):
            self.assertIn(re.sub(r"[^\w\s-]", "", row["target"]), row["input"])
            self.assertRegex(row["target"], r"[.?!]\"?$")
            self.assertEqual(row["target"].count('"') % 2, 0)


class FreeAnswersTest(unittest.TestCase):
    def test_an_everyday_answer_is_one_of_the_two_choices(self):
        for row in committed("everyday-sense"):
            self.assertIn(row["target"], row["input"])

    def test_a_pronoun_stands_for_someone_or_something_in_the_sentence(self):
        for row in committed("pronouns"):
            noun = row["target"].replace("the ", "", 1)
            self.assertRegex(row["input"], rf"\b{noun}\b")

    def test_a_record_s_sentence_says_every_value_of_the_record(self):
        for row in committed("record-to-text"):
            for number in re.findall(r"\d[\d.,:-]*\d|\d", row["target"]):
                self.assertIn(number, row["input"])
            names = re.findall(r"(?<=[a-z,] )[A-Z]\w+", row["target"])
            self.assertTrue(all(name in row["input"] for name in names), row)

    def test_a_german_sentence_ends_like_its_english_one(self):
        for row in committed("english-to-german"):
            self.assertTrue(row["target"][0].isupper(), row)
            self.assertIn(row["target"][-1], ".?", row)


class ChecksTest(unittest.TestCase):
    """The generator's own checks refuse what they are meant to refuse."""

    def test_too_few_rows_are_refused(self):
        self.assertRaisesRegex(checks.Unfit, "3 rows", checks.check, [self.task(self.rows(3))])

    def test_a_repeated_input_is_refused(self):
        rows = self.rows(200)
        self.assertRaisesRegex(checks.Unfit, "comes 2 times", checks.check, [self.task([*rows, rows[0]])])

    def test_a_slot_that_nobody_filled_is_refused(self):
        rows = [*self.rows(200), Row("Who is {name} and what did they do in this town?", "x")]
        self.assertRaisesRegex(checks.Unfit, "left over", checks.check, [self.task(rows)])

    def test_one_sided_labels_are_refused(self):
        self.assertRaisesRegex(checks.Unfit, "label 'no'", checks.check, [self.task(self.rows(200), ("x", "no"))])

    def test_one_template_with_one_swapped_number_is_refused(self):
        rows = [Row(f"How many eggs are there in {n} boxes of twelve eggs each?", "x") for n in range(200)]
        self.assertRaisesRegex(checks.Unfit, "the same but for", checks.check, [self.task(rows)])

    def rows(self, count: int) -> list:
        letters = string.ascii_lowercase
        pairs = [(letters[n // 26], letters[n % 26]) for n in range(count)]
        return [Row(f"one {first} two {second} three four five six seven", "x") for first, second in pairs]

    def task(self, rows: list, labels: tuple = ()) -> Task:
        return Task("made-up", "tests", tuple(rows), labels)


if __name__ == "__main__":
    unittest.main()
