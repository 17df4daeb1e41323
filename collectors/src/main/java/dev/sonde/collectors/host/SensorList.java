package dev.sonde.collectors.host;

import dev.sonde.collectors.files.KeptFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Looks up which temperatures and fans there are in `hwmon` and `thermal` below `/sys/class`.
///
/// The primary temperature is the one the live metrics JSON shows: the zones of a Jetson by their
/// types, else `thermal_zone0`, else the zone with the lowest number; a machine without zones has
/// its CPU's chip.
final class SensorList {
  private static final List<String> JETSON_ZONES =
      List.of("tj-thermal", "gpu-thermal", "gpu-therm", "cpu-thermal", "cpu-therm");
  private static final List<String> CPU_CHIPS =
      List.of("k10temp", "coretemp", "cros_ec", "cpu_thermal", "acpitz");

  private record Found(Sensor sensor, int rank) {}

  private final SysFolder classes;
  private final Report report;
  private final List<Sensor> sensors = new ArrayList<>();
  private final List<Found> ranked = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  SensorList(SysFolder classes, Report report) {
    this.classes = classes;
    this.report = report;
  }

  /// Looks them up anew.
  List<Sensor> all() {
    sensors.clear();
    ranked.clear();
    names.clear();
    zones(classes.folder("thermal"));
    chips(classes.folder("hwmon"));
    return List.copyOf(sensors);
  }

  /// Of those, which may stand for the machine, best first.
  List<Sensor> primaries() {
    return ranked.stream().sorted(Comparator.comparingInt(Found::rank)).map(Found::sensor).toList();
  }

  private void zones(SysFolder thermal) {
    var types = new LinkedHashMap<SysFolder, String>();
    for (String name : thermal.names()) {
      if (name.matches("thermal_zone\\d{1,6}")) {
        SysFolder zone = thermal.folder(name);
        String type = zone.text("type");
        types.put(zone, type.isEmpty() ? name : type);
      }
    }
    Map<String, Long> counts = counts(types);
    types.forEach((zone, type) -> {
      String sensor = counts.getOrDefault(type, 0L) > 1 ? type + " " + zone.name() : type;
      Sensor found = temperature("thermal", sensor, zone.value("temp"));
      int jetson = JETSON_ZONES.indexOf(type.toLowerCase(Locale.ROOT));
      ranked.add(new Found(found, jetson < 0 ? JETSON_ZONES.size() : jetson));
    });
  }

  private void chips(SysFolder hwmon) {
    var chips = new LinkedHashMap<SysFolder, String>();
    for (String name : hwmon.names()) {
      SysFolder chip = hwmon.folder(name);
      String known = chip.text("name");
      chips.put(chip, known.isEmpty() ? name : known);
    }
    Map<String, Long> counts = counts(chips);
    chips.forEach((chip, name) -> {
      boolean unique = counts.getOrDefault(name, 0L) == 1;
      chip(chip, name, unique ? name : name + " " + device(chip));
    });
  }

  private void chip(SysFolder chip, String name, String shown) {
    for (String file : chip.names()) {
      if (file.matches("temp\\d{1,4}_input")) {
        String sensor = sensor(chip, file, shown);
        Sensor found = temperature(shown, sensor, chip.value(file));
        rank(name, sensor, found);
      } else if (file.matches("fan\\d{1,4}_input")) {
        String sensor = sensor(chip, file, shown);
        Point point = report.point(HostFamilies.FAN, "chip", shown, "sensor", sensor);
        String what = "fan " + shown + "/" + sensor;
        sensors.add(new Sensor(what, chip.value(file), point, Scale.RPM));
      }
    }
  }

  private void rank(String chip, String sensor, Sensor found) {
    int place = CPU_CHIPS.indexOf(chip);
    if (place >= 0) {
      boolean best = sensor.equals("Tctl") || sensor.startsWith("Package");
      ranked.add(new Found(found, JETSON_ZONES.size() + 1 + 2 * place + (best ? 0 : 1)));
    }
  }

  private Sensor temperature(String chip, String sensor, KeptFile file) {
    Point point = report.point(HostFamilies.TEMPERATURE, "chip", chip, "sensor", sensor);
    var found = new Sensor("temperature " + chip + "/" + sensor, file, point, Scale.MILLI_CELSIUS);
    sensors.add(found);
    return found;
  }

  /// Its label, or the head of its file's name when there is none or another one has it.
  private String sensor(SysFolder chip, String file, String shown) {
    String head = file.substring(0, file.length() - "_input".length());
    String label = chip.text(head + "_label");
    String name = label.isEmpty() ? head : label;
    return names.add(shown + "\n" + name) ? name : name + " " + head;
  }

  /// Chips of one name are told apart by their devices, which keep their names over restarts.
  private static String device(SysFolder chip) {
    String target = chip.target("device");
    return target.isEmpty() ? chip.name() : target;
  }

  private static Map<String, Long> counts(Map<SysFolder, String> names) {
    return names.values().stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
