package dev.sonde.wire.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import dev.sonde.wire.Pushed;
import dev.sonde.wire.pushgateway.PushedGroups.Change;
import dev.sonde.wire.pushgateway.PushedGroups.Deed;
import dev.sonde.wire.pushgateway.PushedGroups.Member;
import dev.sonde.wire.scrape.PageException;
import dev.sonde.wire.scrape.PageFormat;
import dev.sonde.wire.scrape.PageLimits;
import dev.sonde.wire.scrape.PagePush;
import dev.sonde.wire.scrape.PageSink;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PushedGroupsTest {
  private static final Labels GROUP = Grouping.of("/metrics/job/backup/instance/db1");
  private static final String OF_GROUP = "instance=\"db1\",job=\"backup\"";

  private final PagePush pages = new PagePush(1, PageLimits.USUAL);
  private PushedGroups groups = new PushedGroups(100);

  @Test
  void page_getsTheGroupsLabels_andKeepsItsFamilies() throws PageException {
    String page =
        """
        # TYPE done_total counter
        # HELP done_total Done.
        done_total{job="mine",db="a"} 3
        # TYPE took histogram
        took_bucket{le="1"} 1
        took_bucket{le="+Inf"} 2
        took_sum 3
        took_count 2
        at{x="y"} 5 1767225500000
        """;
    assertThat(lines(Deed.PUT, page))
        .containsExactly(
            "done_total{db=\"a\"," + OF_GROUP + "} 3.0",
            "took_bucket{" + OF_GROUP + ",le=\"1.0\"} 1.0",
            "took_bucket{" + OF_GROUP + ",le=\"+Inf\"} 2.0",
            "took_sum{" + OF_GROUP + "} 3.0",
            "took_count{" + OF_GROUP + "} 2.0",
            "at{" + OF_GROUP + ",x=\"y\"} 5.0 @1767225500000",
            "push_time_seconds{" + OF_GROUP + "} 1.7672256E9");
  }

  @Test
  void openMetrics_bringsExemplars_andFailsAsAWhole() throws PageException {
    var push = new Pushed();
    String page = "# TYPE a counter\na_total 1 # {trace_id=\"t\"} 1\n# EOF\n";
    read(page, PageFormat.OPEN_METRICS, push, new LinkedHashSet<>());
    assertThat(push.lines()).containsExactly("a_total{" + OF_GROUP + "} 1.0 # {trace_id=\"t\"}");
    assertThat(push.kind("a_total")).isEqualTo(Kind.COUNTER);
    assertThatThrownBy(
            () -> read("a 1\n", PageFormat.OPEN_METRICS, new Pushed(), new LinkedHashSet<>()))
        .isInstanceOf(PageException.class);
  }

  @Test
  void malformedLine_isRefusedAlone() throws PageException {
    var push = new Pushed();
    PagePush.Report report =
        read("a 1\nb x\nc 2\n", PageFormat.PROMETHEUS_TEXT, push, new LinkedHashSet<>());
    assertThat(report.accepted()).isEqualTo(2);
    assertThat(report.page().malformedLine()).isEqualTo(2);
    assertThat(push.refused).containsEntry("malformed", 1);
  }

  @Test
  void post_replacesByName() throws PageException {
    lines(Deed.POST, "a{x=\"1\"} 1\na{x=\"2\"} 1\nb 1\n");
    assertThat(ended(Deed.POST, "a{x=\"2\"} 2\n")).containsExactly("a{" + OF_GROUP + ",x=\"1\"}");
    assertThat(groups.series()).isEqualTo(2);
  }

  @Test
  void put_replacesTheGroup_andDeleteEndsIt() throws PageException {
    lines(Deed.POST, "a 1\nb 1\n");
    assertThat(ended(Deed.PUT, "a 2\nc 1\n")).containsExactly("b{" + OF_GROUP + "}");
    assertThat(ended(Deed.DELETE, ""))
        .containsExactly("a{" + OF_GROUP + "}", "c{" + OF_GROUP + "}");
    assertThat(groups.series()).isZero();
    assertThat(ended(Deed.DELETE, "")).isEmpty();
  }

  @Test
  void changeThatIsNotSettled_neverWas() {
    var member = new Member("a", GROUP);
    groups.change(Deed.PUT, GROUP, Set.of(member));
    assertThat(groups.change(Deed.DELETE, GROUP, Set.of()).ended()).isEmpty();
  }

  @Test
  void memory_isBounded() throws PageException {
    groups = new PushedGroups(2);
    lines(Deed.PUT, "a 1\nb 1\nc 1\n");
    assertThat(groups.series()).isZero();
    lines(Deed.PUT, "a 1\nb 1\n");
    assertThat(groups.series()).isEqualTo(2);
  }

  @Test
  void failure_isSaid() {
    var push = new Pushed();
    PushedGroups.failed(GROUP, push);
    assertThat(push.lines())
        .containsExactly("push_failure_time_seconds{" + OF_GROUP + "} 1.7672256E9");
  }

  private List<String> ended(Deed deed, String page) throws PageException {
    var push = new Pushed();
    all(deed, page, push);
    return push.samples.stream()
        .filter(sample -> Stale.is(sample.value()))
        .map(Pushed.Sample::series)
        .toList();
  }

  private List<String> lines(Deed deed, String page) throws PageException {
    var push = new Pushed();
    all(deed, page, push);
    return push.lines();
  }

  private void all(Deed deed, String page, Pushed push) throws PageException {
    var brought = new LinkedHashSet<Member>();
    read(page, PageFormat.PROMETHEUS_TEXT, push, brought);
    Change change = groups.change(deed, GROUP, brought);
    PushedGroups.write(change, push);
    groups.settle(change);
  }

  private PagePush.Report read(String page, PageFormat format, Pushed push, Set<Member> brought)
      throws PageException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    return pages.read(
        bytes,
        bytes.length,
        format,
        GROUP,
        PageSink.Natives.CLASSIC,
        (name, labels) -> brought.add(new Member(name, labels)),
        push);
  }
}
