package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Generator;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.engine.Plan.GeneratorPlan;
import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.ConfigReader;
import dev.sonde.engine.config.Problems;
import dev.sonde.engine.config.Reference;
import dev.sonde.testkit.DirectCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratorConfigTest {
  private static final Surroundings HERE = new Surroundings(Map.of(), new DirectCalls());
  private static final BuiltIns NONE = with(List.of());
  private static final BuiltIns CHESS = with(List.of(new Chess()));

  @Test
  void nothingWritten_runsWhatHasWork() {
    assertThat(plans("", CHESS)).isEmpty();
    assertThat(plans("", NONE)).isEmpty();
  }

  @Test
  void emptySection_isFine() {
    for (String each :
        List.of(
            "generators:", "generators: {}", "generators: {chess: }", "generators: {chess: {}}")) {
      assertThat(plans(each, CHESS)).as(each).isEmpty();
    }
    assertThat(plans("generators:", NONE)).isEmpty();
    assertThat(plans("generators: {}", NONE)).isEmpty();
  }

  @Test
  void generatorWithWork_runs_unlessItIsOff() {
    assertThat(plans("generators: {chess: {player: magnus}}", CHESS))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.name()).isEqualTo("chess");
          assertThat(each.config()).isEqualTo("magnus");
          assertThat(each.make().get()).isNotNull();
        });
    assertThat(plans("generators: {chess: {player: magnus, enabled: false}}", CHESS)).isEmpty();
  }

  @Test
  void generatorThatIsNotThere_isAMistake() {
    assertThat(mistakes("generators: {ches: {}}", CHESS)).contains("generators.ches", "chess");
    assertThat(mistakes("generators: {chess: {}}", NONE)).contains("generators.chess");
  }

  @Test
  void reference_hasTheSection_onceThereIsAGenerator() {
    assertThat(reference(NONE)).doesNotContain("generators");
    assertThat(reference(CHESS))
        .contains("`generators.chess.enabled`", "`generators.chess.player`");
  }

  private static List<GeneratorPlan> plans(String yaml, BuiltIns builtIns) {
    var problems = new Problems();
    var tree = new ConfigReader(problems).parse(yaml, "sonde.yaml");
    var bound = Bound.read(tree, in -> SondeConfig.read(in, builtIns), problems);
    assertThat(problems.toString()).isEmpty();
    return Wiring.plan(bound.value().orElseThrow(), HERE).generators();
  }

  private static String mistakes(String yaml, BuiltIns builtIns) {
    var problems = new Problems();
    var tree = new ConfigReader(problems).parse(yaml, "sonde.yaml");
    Bound.read(tree, in -> SondeConfig.read(in, builtIns), problems);
    return problems.toString();
  }

  private static String reference(BuiltIns builtIns) {
    return Reference.of(in -> SondeConfig.read(in, builtIns)).markdown();
  }

  private static BuiltIns with(List<GeneratorFactory<?>> generators) {
    BuiltIns all = BuiltIns.forReading("Linux");
    return new BuiltIns(
        all.collectors(),
        all.groups(),
        generators,
        all.processors(),
        all.shippers(),
        all.stores(),
        List.of());
  }

  private static final class Chess implements GeneratorFactory<String> {
    @Override
    public String name() {
      return "chess";
    }

    @Override
    public String help() {
      return "Games as they are played.";
    }

    @Override
    public String read(Settings settings) {
      return settings.text("player", "", "Whose games.");
    }

    @Override
    public boolean hasWork(String config) {
      return !config.isEmpty();
    }

    @Override
    public Generator create(String config, Surroundings surroundings) {
      return _ -> {};
    }
  }
}
