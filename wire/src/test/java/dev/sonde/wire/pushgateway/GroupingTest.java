package dev.sonde.wire.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Labels;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/metrics/job/backup | {job=\"backup\"}",
        "/metrics/job/backup/ | {job=\"backup\"}",
        "/metrics/job/backup/instance/db%201 | {instance=\"db 1\",job=\"backup\"}",
        "/metrics/job@base64/ZGIvYmFja3Vw | {job=\"db/backup\"}",
        "/metrics/job/a/path@base64/L3Zhci90bXA= | {job=\"a\",path=\"/var/tmp\"}",
        "/metrics/job/titan/name@base64/zqDPgc6_zrzOt864zrXPjc-C |"
            + " {job=\"titan\",name=\"Προμηθεύς\"}",
        "/metrics/job/titan/name/%CE%A0 | {job=\"titan\",name=\"Π\"}",
        "/metrics/job/a/first/x/empty@base64/=/last/y | {first=\"x\",job=\"a\",last=\"y\"}",
        "/metrics/job/a/job/b/x/1/x/2 | {job=\"a\",x=\"2\"}",
        "/metrics/job/a+b | {job=\"a+b\"}",
        "/metrics/job%2fa | {job=\"a\"}"
      })
  void path_isAGroup(String path, String labels) {
    assertThat(Grouping.of(path).toString()).isEqualTo(labels);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/metrics | the path is not /metrics/job/NAME/LABEL/VALUE…",
        "/metrics/jobs/a | the path is not /metrics/job/NAME/LABEL/VALUE…",
        "/metrics/job | the path is not /metrics/job/NAME/LABEL/VALUE…",
        "/metrics/job/ | job name is required",
        "/metrics/job@base64/= | job name is required",
        "/metrics/job/a/instance | odd number of components in label string",
        "/metrics/job/a/path/var%2Ftmp | odd number of components in label string",
        "/metrics/job/a/1st/x | improper label name \"1st\"",
        "/metrics/job/a/__name__/x | improper label name \"__name__\"",
        "/metrics/job/a//x | improper label name \"\"",
        "/metrics/job@base64/$$ | invalid base64 encoding for label job=\"$$\"",
        "/metrics/job/a/b@base64/_w | invalid base64 encoding for label b=\"_w\"",
        "/metrics/job/%FF | the path is not UTF-8",
        "/metrics/job/a%2 | a percent sign is not followed by two digits",
        "/metrics/job/a%zz | a percent sign is not followed by two digits"
      })
  void badPath_isRefusedWithWords(String path, String words) {
    assertThatThrownBy(() -> Grouping.of(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(words);
  }

  @Test
  void anyValue_comesThroughBase64() {
    var random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      var text = new StringBuilder("x");
      for (int each = random.nextInt(10); each > 0; each--) {
        text.appendCodePoint(random.nextInt(1, 0xd800));
      }
      String value = text.toString();
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      var encoder = Base64.getUrlEncoder();
      String written =
          (random.nextBoolean() ? encoder : encoder.withoutPadding()).encodeToString(utf8);
      assertThat(Grouping.of("/metrics/job/a/v@base64/" + written))
          .isEqualTo(Labels.of("job", "a", "v", value));
    }
  }

  @Test
  void nonsense_isRefusedAndNothingElse() {
    var random = new Random(2);
    String signs = "/%@=job2fe_é\u0000 base64";
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      var path = new StringBuilder("/metrics/job/");
      for (int each = random.nextInt(20); each > 0; each--) {
        path.append(signs.charAt(random.nextInt(signs.length())));
      }
      try {
        assertThat(Grouping.of(path.toString()).value("job")).isNotEmpty();
        read++;
      } catch (IllegalArgumentException bad) {
        assertThat(bad.getMessage()).isNotEmpty().hasSizeLessThan(400);
      }
    }
    assertThat(read).isGreaterThan(100);
    assertThatThrownBy(() -> Grouping.of("/metrics/job/" + "a".repeat(20_000)))
        .hasMessage("the path is longer than 16384 characters");
  }
}
