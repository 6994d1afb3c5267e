package dev.lamina.gateway.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReportHtmlTest {

  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

  @Test
  void refersToNothingOutsideItself() {
    String html = render("{}");

    assertThat(html)
        .doesNotContain("${style}", "${code}", "${data}", "${echarts}", "<link rel=\"stylesheet\"");
    assertThat(html).doesNotContainPattern("<script[^>]* src=");
    assertThat(html).doesNotContainPattern("(?m)^(import|export) ");
  }

  @Test
  void allowsItsOwnScriptsOnlyAndNoNetwork() {
    String html = render("{}");

    assertThat(html)
        .containsPattern(
            "content=\"default-src 'none'; script-src 'sha256-\\S+' 'sha256-\\S+'; style-src 'sha256-");
    assertThat(html).doesNotContain("unsafe-inline", "unsafe-eval");
  }

  @Test
  void dataCannotEndItsElement() {
    String html = render("{\"name\":\"</script><!--\u2028&\"}");

    assertThat(data(html))
        .isEqualTo("{\"name\":\"\\u003c/script\\u003e\\u003c!--\\u2028\\u0026\"}");
  }

  @Test
  void placesInTheDataAreNotFilled() {
    assertThat(data(render("{\"name\":\"${style} $1\"}"))).isEqualTo("{\"name\":\"${style} $1\"}");
  }

  @Property(tries = 50)
  void noNameBringsMarkup(@ForAll String name) {
    String json =
        "\"" + name.replace("\\", "").replace("\"", "").replaceAll("[\\p{Cs}\\p{Cc}]", "") + "\"";

    assertThat(data(render(json))).doesNotContain("<", ">", "&", "\u2028", "\u2029");
  }

  @Test
  void dataThatIsNotUtf8IsRefused() {
    assertThatThrownBy(() -> ReportHtml.render(new byte[] {'"', (byte) 0xff, '"'}))
        .hasMessage("The report's data is not UTF-8.");
  }

  private static String render(String json) {
    return ReportHtml.render(json.getBytes(UTF_8));
  }

  private static String data(String html) {
    var found = DATA.matcher(html);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
