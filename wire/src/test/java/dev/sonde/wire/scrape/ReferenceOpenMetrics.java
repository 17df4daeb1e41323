package dev.sonde.wire.scrape;

import static dev.sonde.wire.scrape.ReferenceLine.demand;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads OpenMetrics the slow way: all lines first, then each family as a whole.
final class ReferenceOpenMetrics {
  private static final Pattern METADATA =
      Pattern.compile("# (TYPE|HELP|UNIT) (.*)", Pattern.DOTALL);
  private static final Pattern REST =
      Pattern.compile("([^ #]+)(?: ([^ #]+))?(?: # (\\{.*))?", Pattern.DOTALL);
  private static final Pattern AFTER = Pattern.compile(" ([^ ]+)(?: ([^ ]+))?", Pattern.DOTALL);

  private final PageLimits limits;
  private final List<ReferenceFamily> families = new ArrayList<>();
  private final Set<String> heads = new HashSet<>();
  private final List<Reading.Beside> beside = new ArrayList<>();
  private int duplicates;
  private int exemplars;

  private ReferenceOpenMetrics(PageLimits limits) {
    this.limits = limits;
  }

  static Reading read(byte[] page, int length, PageLimits limits) {
    try {
      return new ReferenceOpenMetrics(limits)
          .page(new String(page, 0, length, StandardCharsets.ISO_8859_1));
    } catch (ReferenceLine.Malformed e) {
      return Reading.FAILED;
    }
  }

  private Reading page(String page) {
    var body = page.endsWith("\n") ? page.substring(0, page.length() - 1) : page;
    demand(body.equals("# EOF") || body.endsWith("\n# EOF"), "EOF");
    var lines = body.substring(0, body.length() - 5);
    var each =
        lines.isEmpty() ? new String[0] : lines.substring(0, lines.length() - 1).split("\n", -1);
    for (var line : each) {
      line(line);
    }
    var samples = new ArrayList<Reading.Sample>();
    var names = new HashSet<String>();
    for (var family : families) {
      family.check(names);
      samples.addAll(family.samples());
    }
    return new Reading(false, samples, beside, duplicates, 0, exemplars);
  }

  private void line(String line) {
    demand(!line.isEmpty(), "empty");
    demand(line.length() <= limits.longestLine(), "long");
    if (line.startsWith("#")) {
      metadata(line);
    } else {
      sample(line);
    }
  }

  private void metadata(String text) {
    var matcher = METADATA.matcher(text);
    demand(matcher.matches(), "metadata");
    var line = new ReferenceLine(matcher.group(2), true);
    var name = line.anyName();
    line.require(" ");
    boolean open = !families.isEmpty() && families.getLast().takesMetadata(name);
    if (!open) {
      families.add(new ReferenceFamily(name));
    }
    families.getLast().metadata(matcher.group(1), line.rest());
  }

  private void sample(String text) {
    var line = new ReferenceLine(text, true);
    var bare = line.name();
    Map<String, String> labels =
        line.rest().startsWith("{") ? line.labels(limits.mostLabels()) : new TreeMap<>();
    var inner = labels.remove("");
    demand(bare.isEmpty() == (inner != null), "name");
    line.require(" ");
    var head = text.substring(0, line.position());
    var rest = REST.matcher(line.rest());
    demand(rest.matches(), "value");
    double value = ReferenceLine.number(rest.group(1));
    long time = rest.group(2) == null ? PageSink.UNTIMED : ReferenceLine.seconds(rest.group(2));
    var shown = new Reading.Beside(head);
    if (rest.group(3) != null) {
      shown.exemplars().add(exemplar(rest.group(3)));
    }
    if (!heads.add(head)) {
      duplicates++;
      return;
    }
    exemplars += shown.exemplars().size();
    beside.add(shown);
    add(new ReferenceFamily.Line(inner == null ? bare : inner, labels, value, time));
  }

  private void add(ReferenceFamily.Line line) {
    if (families.isEmpty() || !families.getLast().takes(line.name())) {
      families.add(new ReferenceFamily(line.name()));
    }
    families.getLast().add(line);
  }

  private Reading.Shown exemplar(String text) {
    var line = new ReferenceLine(text, true);
    var labels = line.labels(limits.mostLabels());
    demand(!labels.containsKey(""), "name");
    int characters =
        labels.entrySet().stream()
            .mapToInt(e -> characters(e.getKey()) + characters(e.getValue()))
            .sum();
    demand(characters <= 128, "exemplar");
    var after = AFTER.matcher(line.rest());
    demand(after.matches(), "exemplar");
    double value = ReferenceLine.number(after.group(1));
    long time = after.group(2) == null ? PageSink.UNTIMED : ReferenceLine.seconds(after.group(2));
    return new Reading.Shown(text, Optional.of(new Exemplar(Labels.of(labels), value, time)));
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }
}
