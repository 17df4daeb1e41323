package dev.sonde.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.http.Handler;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GpuHandlerTest {
  private static final Path CASES = Path.of("src/test/resources/dev/sonde/server/gpu");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"([^\"]*)\"");

  private final FakeProgram program = new FakeProgram();
  private final Handler routes = Routes.of(program, program.doors, program.time);

  GpuHandlerTest() throws InterruptedException {}

  static List<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".txt"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gpu_seriesOfCase_answersWhatIsExpected(String name) throws Exception {
    String[] parts = Files.readString(CASES.resolve(name)).strip().split("\n\n");
    program.collect(out -> parts[0].lines().forEach(line -> record(line, out)));
    assertThat(answer("/gpu")).isEqualTo(parts[1]);
    assertThat(answer("/api/gpu")).isEqualTo(parts[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "temperature_celsius,82.9,healthy,none",
    "temperature_celsius,83,warning,thermal_throttling",
    "temperature_celsius,85,critical,thermal_throttling",
    "temperature_celsius,95,critical,thermal_throttling",
    "memory_used_bytes,84,healthy,none",
    "memory_used_bytes,85,warning,out_of_memory",
    "memory_used_bytes,92,critical,out_of_memory",
    "memory_used_bytes,100,critical,out_of_memory",
    "utilization_percent,100,healthy,none",
    "stalled_seconds,29,healthy,none",
    "stalled_seconds,30,critical,gpu_hang",
  })
  void health_isThatOfTheRules(String series, double value, String health, String error)
      throws Exception {
    program.collect(out -> {
      record("system_gpu_up{gpu=\"0\"} 1", out);
      record("system_gpu_memory_total_bytes{gpu=\"0\"} 100", out);
      record("system_gpu_" + series + "{gpu=\"0\"} " + value, out);
    });
    assertThat(answer("/gpu"))
        .contains("\"health\":\"" + health + "\",\"error\":\"" + error + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "throttled,reason,thermal,thermal_throttling",
    "throttled,reason,hardware_thermal,thermal_throttling",
    "throttled,reason,power_brake,power_limit",
    "throttled,reason,power_cap,none",
    "ecc_errors_total,type,uncorrected,ecc_error",
    "ecc_errors_total,type,corrected,none",
  })
  void health_warnsOfWhatTheDriverSays(String series, String label, String value, String error)
      throws Exception {
    program.collect(out -> {
      record("system_gpu_up{gpu=\"0\"} 1", out);
      record("system_gpu_" + series + "{gpu=\"0\"," + label + "=\"" + value + "\"} 1", out);
    });
    String health = error.equals("none") ? "healthy" : "warning";
    assertThat(answer("/gpu"))
        .contains("\"health\":\"" + health + "\",\"error\":\"" + error + "\"");
  }

  /// The reference stopped at the first rule, so a warm GPU hid a full one.
  @Test
  void health_worstWins() throws Exception {
    program.collect(out -> {
      record("system_gpu_up{gpu=\"0\"} 1", out);
      record("system_gpu_temperature_celsius{gpu=\"0\"} 84", out);
      record("system_gpu_memory_total_bytes{gpu=\"0\"} 100", out);
      record("system_gpu_memory_used_bytes{gpu=\"0\"} 99", out);
    });
    assertThat(answer("/gpu"))
        .contains(
            "\"health\":\"critical\",\"error\":\"out_of_memory\","
                + "\"error_message\":\"99.0 % of the memory is taken\"");
  }

  @Test
  void metrics_withoutATemperatureOfTheMachine_showThatOfTheGpu() throws Exception {
    program.collect(out -> record("system_gpu_temperature_celsius{gpu=\"0\"} 54", out));
    assertThat(answer("/metrics")).contains("\"temperature\":54,");
    program.collect(out -> {
      record("system_gpu_temperature_celsius{gpu=\"0\"} 54", out);
      record("system_temperature_celsius{sensor=\"primary\"} 41", out);
    });
    assertThat(answer("/metrics")).contains("\"temperature\":41,");
  }

  private String answer(String path) throws Exception {
    Response response = routes.handle(Request.of("GET", path, new byte[0]));
    return response.status() + " " + new String(response.bytes(), StandardCharsets.UTF_8);
  }

  private static void record(String line, Recorder out) {
    int value = line.lastIndexOf(' ');
    String series = line.substring(0, value);
    int labels = series.indexOf('{');
    var pairs = new ArrayList<String>();
    Matcher each = LABEL.matcher(series);
    while (each.find()) {
      pairs.addAll(List.of(each.group(1), each.group(2)));
    }
    String name = labels < 0 ? series : series.substring(0, labels);
    out.record(
        Family.gauge(name, "", "Help."),
        Labels.of(pairs.toArray(String[]::new)),
        Double.parseDouble(line.substring(value + 1)));
  }
}
