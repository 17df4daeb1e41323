package dev.sonde.server;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Steps;
import dev.sonde.wire.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// This machine's past as the live metrics service told it: at each instant of a grid the last
/// value before it; null where there was none for as long as two samples may lie apart. All of it
/// is one state of the store.
///
/// ```
/// {"range":"1h","timestamps":["2024-01-15T09:30:00.000Z",…],"cpu":[45.2,null,…],"ram":[…],
///  "gpu":[…],"temperature":[…],"disk_used":[…],"timestamp":"2024-01-15T10:30:00.000Z"}
/// ```
final class MachineHistory {
  private static final Map<String, MachineFigure> ARRAYS =
      Map.of(
          "cpu", MachineFigure.CPU,
          "ram", MachineFigure.RAM,
          "gpu", MachineFigure.GPU,
          "temperature", MachineFigure.TEMPERATURE,
          "disk_used", MachineFigure.DISK_PERCENT);

  private static final String[] ORDER = {"cpu", "ram", "gpu", "temperature", "disk_used"};

  private final HistoryRange range;
  private final long nowMillis;
  private final int held;
  private final int count;
  private final Steps steps;
  private final Map<MachineFigure, double[]> values = new EnumMap<>(MachineFigure.class);

  MachineHistory(HistoryRange range, long nowMillis) {
    this.range = range;
    this.nowMillis = nowMillis;
    long step = range.stepMillis();
    held = (int) Math.max(0, History.REACH_MILLIS / step - 1);
    count = (int) (range.length().toMillis() / step) + 1;
    steps = new Steps(first() - (held + 1) * step, step, held + count);
  }

  void read(History history, Labels identity) throws IOException, InterruptedException {
    for (MachineFigure each : ARRAYS.values()) {
      double[] none = new double[steps.count()];
      Arrays.fill(none, Double.NaN);
      values.put(each, none);
    }
    history.steps(MachineFigure.stored(ARRAYS.values(), identity), steps, Fold.LAST, new Filled());
  }

  void write(JsonWriter json) {
    json.object().name("range").value(range.word());
    json.name("timestamps").array();
    for (int i = 0; i < count; i++) {
      json.value(Instants.millis(first() + i * range.stepMillis()));
    }
    json.endArray();
    for (String each : ORDER) {
      json.name(each).array();
      array(json, values.getOrDefault(ARRAYS.get(each), new double[0]));
      json.endArray();
    }
    json.name("timestamp").value(Instants.millis(nowMillis)).endObject();
  }

  private long first() {
    return nowMillis - range.length().toMillis();
  }

  /// A value counts until the next one, within reach.
  private void array(JsonWriter json, double[] found) {
    double last = Double.NaN;
    int age = 0;
    for (int i = 0; i < found.length; i++) {
      age = Double.isNaN(found[i]) ? age + 1 : 0;
      last = age == 0 ? found[i] : age > held ? Double.NaN : last;
      if (i >= held) {
        json.value(Math.rint(last * 10) / 10);
      }
    }
  }

  /// Where several series are one figure, as after a change of labels, they make one row.
  private final class Filled implements Points {
    private double[] row = {};

    @Override
    public boolean series(String name, Labels labels) {
      double[] passedOver = new double[steps.count()];
      row = MachineFigure.of(name, labels).map(each -> row(each, passedOver)).orElse(passedOver);
      return true;
    }

    private double[] row(MachineFigure of, double[] otherwise) {
      return values.getOrDefault(of, otherwise);
    }

    @Override
    public boolean point(long timeMillis, double value) {
      row[steps.of(timeMillis)] = value;
      return true;
    }
  }
}
