"""What Prometheus reads, alerts on, and Grafana shows."""

import json
from pathlib import Path

import promql_parser

from rendering import ChartTest

ROOT = Path(__file__).parents[2]
RUNBOOK = ROOT / "docs/operations/runbook"


class MonitoringTest(ChartTest):

    def alerts(self, values="{}"):
        rule = self.one(self.render(values, everything=True), "PrometheusRule", "lamina")
        return [alert for group in rule["spec"]["groups"] for alert in group["rules"]]

    def test_every_service_of_a_pod_is_read(self):
        objects = self.render(everything=True)
        monitor = self.one(objects, "ServiceMonitor", "lamina")["spec"]
        read = [
            service["metadata"]["name"]
            for service in self.of_kind(objects, "Service")
            if monitor["selector"]["matchLabels"].items() <= service["metadata"]["labels"].items()
        ]
        self.assertEqual(["lamina-analyzer-metrics", "lamina-extractor-metrics", "lamina-gateway"], sorted(read))
        self.assertEqual(("http", "/q/metrics"), (monitor["endpoints"][0]["port"], monitor["endpoints"][0]["path"]))

    def test_expressions_of_alerts_are_promql(self):
        for alert in self.alerts():
            with self.subTest(alert=alert["alert"]):
                promql_parser.parse(alert["expr"])

    def test_expressions_of_the_dashboard_are_promql(self):
        config = self.one(self.render(everything=True), "ConfigMap", "lamina-dashboard")
        board = json.loads(config["data"]["lamina.json"])
        for panel in board["panels"]:
            for target in panel["targets"]:
                with self.subTest(panel=panel["title"]):
                    promql_parser.parse(target["expr"].replace("$__rate_interval", "5m"))

    def test_each_alert_has_a_page_and_each_page_an_alert(self):
        alerts = {alert["alert"] for alert in self.alerts()}
        self.assertEqual({page.stem for page in RUNBOOK.glob("Lamina*.md")}, alerts)
        index = (RUNBOOK / "README.md").read_text()
        for alert in self.alerts():
            self.assertTrue(alert["annotations"]["runbook_url"].endswith(f"runbook/{alert['alert']}.md"))
            self.assertIn(f"({alert['alert']}.md)", index)

    def test_pages_can_be_served_elsewhere(self):
        alert = self.alerts("monitoring: { prometheusRule: { runbookBase: 'https://wiki/lamina' } }")[0]
        self.assertEqual(f"https://wiki/lamina/{alert['alert']}.md", alert["annotations"]["runbook_url"])

    def test_each_scaled_pool_is_watched(self):
        pools = [alert["labels"]["pool"] for alert in self.alerts() if alert["alert"] == "LaminaPoolStalled"]
        self.assertEqual(["default", "gpu"], pools)

    def test_nothing_of_it_is_there_unless_asked_for(self):
        kinds = {found["kind"] for found in self.render()}
        self.assertEqual(set(), kinds & {"ServiceMonitor", "PrometheusRule", "ConfigMap"})
