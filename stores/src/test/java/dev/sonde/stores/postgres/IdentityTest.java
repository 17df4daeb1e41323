package dev.sonde.stores.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.testkit.Shipments;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IdentityTest {
  @Test
  void bytes_areReadBack() throws IOException {
    Batch strange = Shipments.strange().batch();
    for (int row = 0; row < strange.size(); row++) {
      Series series = strange.series(row);
      Identity read = Identity.of(Identity.bytes(series));
      assertThat(read.name()).isEqualTo(series.name());
      assertThat(read.labels()).isEqualTo(series.labels());
    }
  }

  @Test
  void labelsInTwoParts_areTheSame() {
    var one = new Series("x", Labels.of("a", "1", "b", "2", "c", "3"), 0);
    var two = new Series("x", Labels.of("b", "2"), Labels.of("a", "1", "c", "3"), 1);
    assertThat(Identity.bytes(two)).isEqualTo(Identity.bytes(one));
  }

  @Test
  void digests_tellApart() {
    var ab = Identity.bytes(new Series("x", Labels.of("a", "b"), 0));
    var ba = Identity.bytes(new Series("x", Labels.of("b", "a"), 0));
    assertThat(Identity.digest(ab)).isNotEqualTo(Identity.digest(ba));
    assertThat(Identity.digest(ab)).isEqualTo(Identity.digest(ab.clone()));
  }

  @Test
  void damagedBytes_areNotRead() {
    byte[] whole = Identity.bytes(new Series("x", Labels.of("a", "b"), 0));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (length != 5) {
        assertThatThrownBy(() -> Identity.of(cut)).isInstanceOf(IOException.class);
      }
    }
    whole[0] = 127;
    assertThatThrownBy(() -> Identity.of(whole)).isInstanceOf(IOException.class);
    whole[0] = -1;
    assertThatThrownBy(() -> Identity.of(whole)).isInstanceOf(IOException.class);
  }

  @Test
  void plainText_isJson_withoutWhatPostgresCannotHold() {
    assertThat(PlainText.of(Labels.of("a\"b", "c\\d\n\0\u001f")))
        .isEqualTo("{\"a\\\"b\":\"c\\\\d\\u000a\uFFFD\\u001f\"}");
    assertThat(PlainText.of(Labels.NONE)).isEqualTo("{}");
    assertThat(PlainText.of("a\0b\uD83D")).isEqualTo("a\uFFFDb?");
  }
}
