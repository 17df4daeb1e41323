package dev.sonde.wire.scrape;

import dev.sonde.api.Labels;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes labels of the `LabelPair`s of a metric.
final class LabelMessages {
  private final int most;
  private final WireReader wire = new WireReader();
  private int nameFrom;
  private int nameTo;
  private int valueFrom;
  private int valueTo;
  private List<String> lacking = List.of();

  LabelMessages(PageLimits limits) {
    most = limits.mostLabels();
  }

  /// The names of those with an empty value among the labels read last.
  List<String> lacking() {
    return lacking;
  }

  Labels read(byte[] page, int from, int to) throws BodyException {
    lacking = List.of();
    wire.begin(page, from, to);
    Map<String, String> labels = new HashMap<>();
    while (wire.next()) {
      if (wire.field() == 1) {
        label(page, labels);
      } else {
        wire.skip();
      }
    }
    if (labels.containsValue("")) {
      lacking = labels.keySet().stream().filter(each -> "".equals(labels.get(each))).toList();
    }
    return labels.isEmpty() ? Labels.NONE : Labels.of(labels);
  }

  private void label(byte[] page, Map<String, String> labels) throws BodyException {
    int begin = wire.start();
    range();
    String name = text(page, nameFrom, nameTo);
    String problem = "";
    if (name.isEmpty()) {
      problem = "a label has no name";
    } else if (name.equals("__name__")) {
      problem = "__name__ can't be a label";
    } else if (labels.put(name, text(page, valueFrom, valueTo)) != null) {
      problem = "a label is given twice";
    } else if (labels.size() > most) {
      problem = "a metric has more than " + most + " labels";
    }
    if (!problem.isEmpty()) {
      throw new BodyException(begin, problem);
    }
  }

  private void range() throws BodyException {
    int outer = wire.enter();
    nameFrom = wire.at();
    nameTo = wire.at();
    valueFrom = wire.at();
    valueTo = wire.at();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> {
          nameFrom = sound();
          nameTo = wire.at();
        }
        case 2 -> {
          valueFrom = sound();
          valueTo = wire.at();
        }
        default -> wire.skip();
      }
    }
    wire.leave(outer);
  }

  private int sound() throws BodyException {
    int from = wire.bytes();
    wire.checkText(from, wire.at());
    return from;
  }

  private static String text(byte[] page, int from, int to) {
    return new String(page, from, to - from, StandardCharsets.UTF_8);
  }
}
