package dev.sonde.collectors.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Glob;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChoiceTest {
  private static final Known WEB =
      new Known(
          "a".repeat(64),
          "shop-web-1",
          "registry.example/web:1.2",
          "",
          Map.of("team", "a", "com.docker.compose.project", "shop"),
          Life.of(Status.RUNNING),
          Known.Plan.UNKNOWN);
  private static final Selection ALL = Selection.ALL;

  @Test
  void accepts_nothingChosen_everything() {
    check(true, ALL, ALL, ALL, ALL);
  }

  @Test
  void accepts_each_hasASay() {
    check(true, only("shop-*"), ALL, ALL, ALL);
    check(false, only("other-*"), ALL, ALL, ALL);
    check(false, ALL, without("*/web:*"), ALL, ALL);
    check(true, ALL, ALL, only("team=a"), ALL);
    check(false, ALL, ALL, only("team=b"), ALL);
    check(false, ALL, ALL, without("team=*"), ALL);
    check(true, ALL, ALL, without("team=b"), ALL);
    check(true, ALL, ALL, ALL, only("running"));
    check(false, ALL, ALL, ALL, without("running"));
  }

  @Test
  void of_labels_areThoseOfDocument004AndTheOnesAskedFor() {
    var config = ContainerConfigs.labelled(List.of("team", "image", "9lives", "missing"));
    var known = new Naming(config).of(WEB, "docker");
    assertThat(known)
        .hasToString(
            "{compose_project=\"shop\",container_id=\""
                + "a".repeat(64)
                + "\",container_name=\"shop-web-1\",image=\"registry.example/web:1.2\","
                + "runtime=\"docker\",team=\"a\"}");
  }

  private static void check(
      boolean expected, Selection names, Selection images, Selection labels, Selection states) {
    var config = ContainerConfigs.with(names, images, labels, states, List.of(), 10);
    assertThat(new Choice(config).accepts(WEB)).isEqualTo(expected);
  }

  private static Selection only(String glob) {
    return new Selection(List.of(new Glob(glob)), List.of());
  }

  private static Selection without(String glob) {
    return new Selection(List.of(), List.of(new Glob(glob)));
  }
}
