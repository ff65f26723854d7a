/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The recipe "Add a measure" is complete: the measure that was added by it is named by the files of
 * the recipe and by generated files, and nowhere else.
 */
@Tag("fast")
class MeasureRecipeTest {

  private static final Path ROOT = Path.of(System.getProperty("tidemark.root"));
  private static final String MEASURE = "audio_input_tokens";
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  /** Files that a build with {@code -Dtidemark.update=true} writes. */
  private static final List<String> GENERATED =
      List.of(
          "docs/",
          "es-templates/src/test/resources/",
          "search-api/src/main/resources/openapi/examples/",
          "search-api/src/test/resources/golden/",
          "usage-model/src/test/resources/aggregate-layouts.txt");

  /** This test names the measure, too. */
  private static final String STRUCTURE = "local-stack/system-tests/src/test/java/";

  @Test
  void namesEveryFileThatIsEditedByHand() throws IOException {
    Set<String> recipe = new TreeSet<>();
    ROW.matcher(readRecipe()).results().forEach(row -> recipe.add(row.group(1)));

    assertThat(recipe).hasSizeBetween(3, 6);
    assertThat(findFilesWithMeasure()).isEqualTo(recipe);
  }

  private static String readRecipe() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/development.md"));
    int begin = page.indexOf("## Add a measure");
    return page.substring(begin, page.indexOf("\n## ", begin));
  }

  private static Set<String> findFilesWithMeasure() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
          .filter(MeasureRecipeTest::isWrittenByHand)
          .filter(MeasureRecipeTest::hasMeasure)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static boolean isWrittenByHand(String file) {
    return file.matches(".*\\.(java|js|json|md|properties|sh|txt|yml)")
        && !file.startsWith(".")
        && !file.contains("target/")
        && !file.contains("node_modules/")
        && !file.startsWith(STRUCTURE)
        && GENERATED.stream().noneMatch(file::startsWith);
  }

  private static boolean hasMeasure(String file) {
    try {
      return Files.readString(ROOT.resolve(file)).contains(MEASURE);
    } catch (IOException notText) {
      throw new UncheckedIOException("cannot read " + file, notText);
    }
  }
}
