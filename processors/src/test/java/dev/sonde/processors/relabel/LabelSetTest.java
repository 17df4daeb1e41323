package dev.sonde.processors.relabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelSetTest {
  @Test
  void series_hasItsNameInOrder() {
    order(
        LabelSet.of("up", Labels.of("a", "1", "_", "2", "B", "3", "__a", "4")),
        "B _ __a __name__ a");
    order(LabelSet.of("", Labels.of("a", "1")), "a");
    order(LabelSet.of("up", Labels.NONE), "__name__");
  }

  @Test
  void set_movesWhatWasThereBehind() {
    LabelSet set = LabelSet.of("", Labels.of("a", "1", "b", "2", "c", "3"));
    set.set("a", "x");
    order(set, "b c a");
    set.set("d", "y");
    set.set("a", "z");
    order(set, "b c a d");
    set.remove("b");
    set.set("c", "w");
    order(set, "a d c");
    set.set("b", "again");
    order(set, "a d c b");
    assertThat(set).hasToString("{a=\"z\",b=\"again\",c=\"w\",d=\"y\"}");
  }

  @Test
  void emptyValue_takesAway() {
    LabelSet set = LabelSet.of("up", Labels.of("a", "1"));
    set.set("a", "");
    set.set("none", "");
    set.remove("none");
    assertThat(set.size()).isEqualTo(1);
    assertThat(set.value("a")).isEmpty();
    assertThat(set.has("a")).isFalse();
  }

  @Test
  void visible_leavesOutWhatIsForRulesAlone() {
    LabelSet set = LabelSet.of("up", Labels.of("a", "1", "__tmp", "2"));
    assertThat(set.visible()).isEqualTo(Labels.of("a", "1"));
    assertThat(set.labels()).isEqualTo(Labels.of("a", "1", "__tmp", "2"));
    assertThat(set.name()).isEqualTo("up");
  }

  @Test
  void copy_goesItsOwnWay() {
    LabelSet set = LabelSet.of("up", Labels.of("a", "1"));
    LabelSet copy = set.copy();
    set.clear();
    assertThat(set.size()).isZero();
    assertThat(copy).hasToString("up{a=\"1\"}");
    set.set("b", "2");
    assertThat(set).hasToString("{b=\"2\"}");
  }

  private static void order(LabelSet set, String names) {
    List<String> order = new ArrayList<>();
    set.forEach((name, _) -> order.add(name));
    assertThat(order).containsExactly(names.split(" "));
  }
}
