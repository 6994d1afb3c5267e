"""What the trial on a Kubernetes is judged by, without one."""

import tempfile
import unittest
from pathlib import Path

import install
import sweeps
from scores import compare

HEAD = "experimental,control,task,cluster,layer,measure,value,low,high,n,dropped\n"


def row(layer: int, value: str) -> str:
    return f"base,ctl,sst2,,{layer},cka,{value},0.1,0.9,200,0\n"


class ScoresTest(unittest.TestCase):

    def test_the_same_bytes_are_identical(self):
        text = HEAD + row(1, "0.5") + row(2, "")
        found = compare(text, text)
        self.assertTrue(found.identical and found.good)
        self.assertEqual(2, found.count)

    def test_a_difference_of_thread_counts_is_borne_and_told(self):
        found = compare(HEAD + row(1, "0.500001"), HEAD + row(1, "0.5"))
        self.assertFalse(found.identical)
        self.assertTrue(found.good)
        self.assertAlmostEqual(1e-6, found.largest)

    def test_more_than_that_is_not(self):
        self.assertFalse(compare(HEAD + row(1, "0.51"), HEAD + row(1, "0.5")).good)

    def test_a_score_that_one_lacks_is_not(self):
        both, one = HEAD + row(1, "0.5") + row(2, "0.5"), HEAD + row(1, "0.5")
        self.assertEqual((1, 0), (compare(one, both).missing, compare(one, both).surplus))
        self.assertFalse(compare(one, both).good)
        self.assertFalse(compare(both, one).good)

    def test_a_score_that_is_there_twice_is_not(self):
        self.assertFalse(compare(HEAD + row(1, "0.5") * 2, HEAD + row(1, "0.5")).good)

    def test_a_number_beside_none_is_not(self):
        self.assertFalse(compare(HEAD + row(1, "0.5"), HEAD + row(1, "")).good)


class SweepsTest(unittest.TestCase):

    def test_a_spec_names_only_files_that_are_sent(self):
        with tempfile.TemporaryDirectory() as folder:
            tiny = sweeps.tiny(Path(folder) / "tiny")
            for name in tiny.files:
                self.assertTrue((tiny.folder / name).is_file(), name)
            self.assertIn(f'"file:{folder}/tiny/llama"', tiny.on_disk())
            self.assertIn('"s3://sources/tiny/rows.jsonl"', tiny.in_bucket())

    def test_the_demos_paths_move_to_the_bucket(self):
        demo = sweeps.demo("large", "")
        self.assertIn('"s3://sources/demo/models/bge-small-en"', demo.in_bucket())
        self.assertNotIn('"file:', demo.in_bucket())
        self.assertEqual(demo.in_bucket().count("/tasks/"), sum(name.startswith("tasks/") for name in demo.files))


class SettingsTest(unittest.TestCase):

    def test_the_store_is_the_quick_starts_with_the_image_made_here(self):
        self.assertIn("image: docker.io/lamina/trial-s3:1\n", install.store())
        self.assertIn("{ name: data, emptyDir: {} }", install.store())

    def test_the_broker_is_told_what_the_quick_start_tells_it(self):
        settings = dict(line.split("=", 1) for line in install.broker_settings().splitlines() if line[0] != "#")
        self.assertEqual("false", settings["auto.create.topics.enable"])
        self.assertEqual("25", settings["group.share.max.delivery.count.limit"])
        self.assertEqual("1", settings["share.coordinator.state.topic.replication.factor"])


if __name__ == "__main__":
    unittest.main()
