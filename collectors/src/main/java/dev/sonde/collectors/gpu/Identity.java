package dev.sonde.collectors.gpu;

import dev.sonde.api.Labels;

/// Which GPU it is, as far as its driver tells; empty where it does not.
///
/// @param vendor `nvidia` or `amd`
/// @param name what people call it
/// @param uuid the same after a restart and in another slot
/// @param driver version of the driver
/// @param bus address of its slot
record Identity(String vendor, String name, String uuid, String driver, String bus) {
  static final String NVIDIA = "nvidia";
  static final String AMD = "amd";

  /// One of NVIDIA's of which nothing is known.
  static final Identity UNKNOWN = new Identity(NVIDIA, "", "", "", "");

  private static final int LONGEST = 128;
  private static final String NO_NAME = "unknown";

  Identity {
    name = clean(name).isEmpty() ? NO_NAME : clean(name);
    uuid = clean(uuid);
    driver = clean(driver);
    bus = clean(bus);
  }

  /// This one, or another one where this one tells nothing.
  Identity orAs(Identity before) {
    return name.equals(NO_NAME) && uuid.isEmpty() ? before : this;
  }

  Labels labels(int number) {
    return Labels.of("gpu", Integer.toString(number), "name", name);
  }

  Labels info(int number) {
    return labels(number)
        .with(Labels.of("vendor", vendor, "uuid", uuid, "driver", driver, "bus", bus));
  }

  private static String clean(String text) {
    var clean = new StringBuilder();
    text.codePoints()
        .filter(each -> !Character.isISOControl(each))
        .limit(LONGEST)
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }
}
