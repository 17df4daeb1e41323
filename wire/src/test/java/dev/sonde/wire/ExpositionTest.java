package dev.sonde.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sonde.api.Kind;
import dev.sonde.api.Stale;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class ExpositionTest {
  private final TestPage page = new TestPage();

  @Test
  void emptyPage_isWhole() {
    check("", "# EOF\n");
  }

  @Test
  void families_standTogetherWithHelpAndType() {
    page.family("b_total", Kind.COUNTER, "", "Counts.")
        .family("a_bytes", Kind.GAUGE, "bytes", "Room.")
        .add("b_total", 3, "core", "1")
        .add("a_bytes", 16777216000.0)
        .add("b_total", 2.5, "core", "0")
        .add("c", -1);
    check(
        """
        # HELP a_bytes Room.
        # TYPE a_bytes gauge
        a_bytes 16777216000
        # HELP b_total Counts.
        # TYPE b_total counter
        b_total{core="0"} 2.5
        b_total{core="1"} 3
        # TYPE c untyped
        c -1
        """,
        """
        # TYPE a_bytes gauge
        # UNIT a_bytes bytes
        # HELP a_bytes Room.
        a_bytes 16777216000
        # TYPE b counter
        # HELP b Counts.
        b_total{core="0"} 2.5
        b_total{core="1"} 3
        # TYPE c unknown
        c -1
        # EOF
        """);
  }

  @Test
  void gaugeThatEndsAsAHistogramsPart_isUntypedInPrometheusText() {
    page.family("cpu_count", Kind.GAUGE, "", "CPUs.").add("cpu_count", 2);
    check(
        """
        # HELP cpu_count CPUs.
        # TYPE cpu_count untyped
        cpu_count 2
        """,
        """
        # TYPE cpu_count gauge
        # HELP cpu_count CPUs.
        cpu_count 2
        # EOF
        """);
  }

  @Test
  void counterWithoutTotal_isUnknownInOpenMetrics() {
    page.family("hits", Kind.COUNTER, "", "Hits.").add("hits", 3);
    check(
        """
        # HELP hits Hits.
        # TYPE hits counter
        hits 3
        """,
        """
        # TYPE hits unknown
        # HELP hits Hits.
        hits 3
        # EOF
        """);
  }

  @Test
  void textAndNames_areEscaped() {
    page.family("a.b-c", Kind.GAUGE, "", "Line\nbreak, \"quote\", back\\slash.")
        .add("a.b-c", 1, "x.y", "one\ntwo \"q\" \\", "1é", "é€😀");
    check(
        """
        # HELP a_b_c Line\\nbreak, "quote", back\\\\slash.
        # TYPE a_b_c gauge
        a_b_c{_="é€😀",x_y="one\\ntwo \\"q\\" \\\\"} 1
        """,
        """
        # TYPE a_b_c gauge
        # HELP a_b_c Line\\nbreak, \\"quote\\", back\\\\slash.
        a_b_c{_="é€😀",x_y="one\\ntwo \\"q\\" \\\\"} 1
        # EOF
        """);
  }

  @Test
  void histogram_isGroupedAndInOrder() {
    page.family("t_seconds", Kind.HISTOGRAM, "seconds", "Time.")
        .add("t_seconds_sum", 7.5)
        .add("t_seconds_bucket", 4, "le", "+Inf")
        .add("t_seconds_bucket", 1, "le", "2")
        .add("t_seconds_bucket", 3, "le", "10")
        .add("t_seconds_count", 4);
    check(
        """
        # HELP t_seconds Time.
        # TYPE t_seconds histogram
        t_seconds_bucket{le="2"} 1
        t_seconds_bucket{le="10"} 3
        t_seconds_bucket{le="+Inf"} 4
        t_seconds_sum 7.5
        t_seconds_count 4
        """,
        """
        # TYPE t_seconds histogram
        # UNIT t_seconds seconds
        # HELP t_seconds Time.
        t_seconds_bucket{le="2.0"} 1
        t_seconds_bucket{le="10.0"} 3
        t_seconds_bucket{le="+Inf"} 4
        t_seconds_count 4
        t_seconds_sum 7.5
        # EOF
        """);
  }

  @Test
  void scrapedHistogram_standsTogetherAlthoughOthersLieBetween() {
    page.family("t_seconds_bucket", Kind.HISTOGRAM, "seconds", "Time.")
        .family("t_seconds_count", Kind.HISTOGRAM, "seconds", "Time.")
        .family("t_seconds_sum", Kind.HISTOGRAM, "seconds", "Time.")
        .family("t_seconds_by", Kind.GAUGE, "", "Other.")
        .add("t_seconds_bucket", 1, "le", "2.0")
        .add("t_seconds_bucket", 4, "le", "+Inf")
        .add("t_seconds_by", 5)
        .add("t_seconds_count", 4)
        .add("t_seconds_sum", 7.5);
    check(
        """
        # HELP t_seconds Time.
        # TYPE t_seconds histogram
        t_seconds_bucket{le="2"} 1
        t_seconds_bucket{le="+Inf"} 4
        t_seconds_sum 7.5
        t_seconds_count 4
        # HELP t_seconds_by Other.
        # TYPE t_seconds_by gauge
        t_seconds_by 5
        """,
        """
        # TYPE t_seconds histogram
        # UNIT t_seconds seconds
        # HELP t_seconds Time.
        t_seconds_bucket{le="2.0"} 1
        t_seconds_bucket{le="+Inf"} 4
        t_seconds_count 4
        t_seconds_sum 7.5
        # TYPE t_seconds_by gauge
        # HELP t_seconds_by Other.
        t_seconds_by 5
        # EOF
        """);
  }

  @Test
  void scrapedSummaries_haveTheirForm() {
    page.family("a", Kind.SUMMARY, "", "A.")
        .family("a_count", Kind.SUMMARY, "", "A.")
        .family("a_sum", Kind.SUMMARY, "", "A.")
        .family("b_count", Kind.SUMMARY, "", "B.")
        .family("b_sum", Kind.SUMMARY, "", "B.")
        .family("of_sum", Kind.SUMMARY, "", "C.")
        .add("a", 0.3, "quantile", "0.5")
        .add("a_count", 4)
        .add("a_sum", 2)
        .add("b_count", 5)
        .add("b_sum", 6)
        .add("of_sum", 1, "quantile", "0.5");
    assertThat(page.text())
        .isEqualTo(
            """
            # HELP a A.
            # TYPE a summary
            a{quantile="0.5"} 0.3
            a_sum 2
            a_count 4
            # HELP b B.
            # TYPE b summary
            b_sum 6
            b_count 5
            # HELP of_sum C.
            # TYPE of_sum summary
            of_sum{quantile="0.5"} 1
            """);
  }

  @Test
  void scrapedPartsThatOneFormatLacks_areNotOfTheirKindThere() {
    page.family("c_total", Kind.COUNTER, "", "C.")
        .family("c_created", Kind.COUNTER, "", "C.")
        .family("g_bucket", Kind.GAUGE_HISTOGRAM, "", "G.")
        .family("g_gcount", Kind.GAUGE_HISTOGRAM, "", "G.")
        .family("g_gsum", Kind.GAUGE_HISTOGRAM, "", "G.")
        .add("c_total", 3)
        .add("c_created", 1.5)
        .add("g_bucket", 2, "le", "+Inf")
        .add("g_gcount", 2)
        .add("g_gsum", 7);
    check(
        """
        # HELP c_created C.
        # TYPE c_created untyped
        c_created 1.5
        # HELP c_total C.
        # TYPE c_total counter
        c_total 3
        # HELP g G.
        # TYPE g histogram
        g_bucket{le="+Inf"} 2
        # HELP g_gcount G.
        # TYPE g_gcount gauge
        g_gcount 2
        # HELP g_gsum G.
        # TYPE g_gsum gauge
        g_gsum 7
        """,
        """
        # TYPE c counter
        # HELP c C.
        c_total 3
        c_created 1.5
        # TYPE g gaugehistogram
        # HELP g G.
        g_bucket{le="+Inf"} 2
        g_gcount 2
        g_gsum 7
        # EOF
        """);
  }

  @Test
  void summaryInfoAndStates_haveTheirForm() {
    page.family("s", Kind.SUMMARY, "", "S.")
        .family("build_info", Kind.INFO, "", "B.")
        .family("state", Kind.STATE_SET, "", "T.")
        .add("s", 2, "quantile", "1")
        .add("s", 1, "quantile", "0.5")
        .add("s_count", 9)
        .add("build_info", 1, "version", "1")
        .add("state", 1, "state", "on")
        .add("state", 0, "state", "off");
    check(
        """
        # HELP build_info B.
        # TYPE build_info gauge
        build_info{version="1"} 1
        # HELP s S.
        # TYPE s summary
        s{quantile="0.5"} 1
        s{quantile="1"} 2
        s_count 9
        # HELP state T.
        # TYPE state gauge
        state{state="on"} 1
        state{state="off"} 0
        """,
        """
        # TYPE build info
        # HELP build B.
        build_info{version="1"} 1
        # TYPE s summary
        # HELP s S.
        s{quantile="0.5"} 1
        s{quantile="1.0"} 2
        s_count 9
        # TYPE state stateset
        # HELP state T.
        state{state="on"} 1
        state{state="off"} 0
        # EOF
        """);
  }

  @Test
  void gaugeBesideCounterOfItsName_keepsItsKind() {
    page.family("x", Kind.GAUGE, "", "G.")
        .family("x_total", Kind.COUNTER, "", "C.")
        .add("x", 1)
        .add("x_total", 2);
    assertThat(page.openMetrics())
        .isEqualTo(
            """
            # TYPE x gauge
            # HELP x G.
            x 1
            # TYPE x_total unknown
            # HELP x_total C.
            x_total 2
            # EOF
            """);
    assertThat(page.text()).contains("# TYPE x gauge\n", "# TYPE x_total counter\n");
  }

  @Test
  void namesThatBecomeOne_areMergedAndRepeatsLeftOut() {
    page.family("a.b", Kind.GAUGE, "", "Dot.")
        .family("a_b", Kind.COUNTER, "", "Line.")
        .add("a.b", 1)
        .add("a_b", 2)
        .add("a_b", 3, "k", "v");
    var exposition = Exposition.prometheus(false);
    assertThat(page.written(exposition)).endsWith("# TYPE a_b untyped\na_b 1\na_b{k=\"v\"} 3\n");
    assertThat(exposition.leftOut()).isEqualTo(1);
  }

  @Test
  void liveRepeatOfStaleSeries_isShown() {
    page.add("a.b", Stale.marker()).add("a_b", 2);
    var exposition = Exposition.prometheus(false);
    assertThat(page.written(exposition)).isEqualTo("# TYPE a_b untyped\na_b 2\n");
    assertThat(exposition.leftOut()).isZero();
  }

  @Test
  void brokenHistogram_isUnknown() {
    page.family("h", Kind.HISTOGRAM, "", "H.").add("h_bucket", 1, "le", "2").add("h_count", 1);
    assertThat(page.openMetrics())
        .isEqualTo(
            """
            # TYPE h_bucket unknown
            # HELP h_bucket H.
            h_bucket{le="2"} 1
            # TYPE h_count unknown
            # HELP h_count H.
            h_count 1
            # EOF
            """);
  }

  @Test
  void valueThatKindCanNotHave_isLeftOutAndCounted() {
    page.family("c_total", Kind.COUNTER, "", "C.").add("c_total", -1).add("g", Double.NaN);
    var exposition = Exposition.openMetrics(false);
    assertThat(page.written(exposition)).isEqualTo("# TYPE g unknown\ng NaN\n# EOF\n");
    assertThat(exposition.leftOut()).isEqualTo(1);
  }

  @Test
  void histogramWithABadPart_isLeftOutWhole() {
    page.family("h", Kind.HISTOGRAM, "", "")
        .add("h_bucket", 1, "le", "+Inf")
        .add("h_count", 1)
        .add("h_sum", Double.NaN)
        .add("h_bucket", 2, "le", "+Inf", "k", "v")
        .add("h_count", 2, "k", "v")
        .add("h_sum", 3, "k", "v");
    var exposition = Exposition.openMetrics(false);
    assertThat(page.written(exposition))
        .isEqualTo(
            """
            # TYPE h histogram
            h_bucket{k="v",le="+Inf"} 2
            h_count{k="v"} 2
            h_sum{k="v"} 3
            # EOF
            """);
    assertThat(exposition.leftOut()).isEqualTo(3);
  }

  @Test
  void reservedLabel_losesAnUnderscore() {
    page.add("a", 1, "__name__", "b").add("a", 2, "_ok", "c");
    check(
        "# TYPE a untyped\na{_ok=\"c\"} 2\na{_name__=\"b\"} 1\n",
        "# TYPE a unknown\na{_ok=\"c\"} 2\na{_name__=\"b\"} 1\n# EOF\n");
  }

  @Test
  void staleSeries_isLeftOut() {
    page.add("gone", Stale.marker()).add("there", Double.POSITIVE_INFINITY);
    check("# TYPE there untyped\nthere +Inf\n", "# TYPE there unknown\nthere +Inf\n# EOF\n");
  }

  @Test
  void timestamp_isInTheFormatsUnit() {
    page.add("a", 1);
    assertThat(page.written(Exposition.prometheus(true))).endsWith("a 1 1700000000123\n");
    assertThat(page.written(Exposition.openMetrics(true))).endsWith("a 1 1700000000.123\n# EOF\n");
  }

  @Test
  void changedPage_isLaidOutAnew() {
    var exposition = Exposition.prometheus(false);
    page.add("b", 1);
    assertThat(page.written(exposition)).isEqualTo("# TYPE b untyped\nb 1\n");
    page.set(0, 2);
    assertThat(page.written(exposition)).isEqualTo("# TYPE b untyped\nb 2\n");
    page.add("a", 3);
    assertThat(page.written(exposition))
        .isEqualTo("# TYPE a untyped\na 3\n# TYPE b untyped\nb 2\n");
    page.family("a", Kind.GAUGE, "", "");
    assertThat(page.written(exposition)).isEqualTo("# TYPE a gauge\na 3\n# TYPE b untyped\nb 2\n");
  }

  @Test
  void samePageAgain_makesNoObjectPerSample() {
    int rows = 20_000;
    for (int row = 0; row < rows; row++) {
      page.add("a_bytes", row / 3.0, "core", "" + row, "text", "é\"\n" + row);
    }
    var exposition = Exposition.openMetrics(true);
    var sink = new ByteSink();
    exposition.write(page, sink);
    sink.clear();
    exposition.write(page, sink);
    sink.clear();
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();
    exposition.write(page, sink);
    long bytes = thread.getCurrentThreadAllocatedBytes() - before;
    assertThat(bytes).isLessThan(rows);
  }

  private void check(String text, String openMetrics) {
    assertThat(page.text()).isEqualTo(text);
    assertThat(page.openMetrics()).isEqualTo(openMetrics);
  }
}
