/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * The modules of the page as the compiler of TypeScript sees them, with the options of {@code
 * jsconfig.json}. It runs in the browser, so that no other program has to be installed.
 */
@Tag("browser")
class PageTypesTest {

  private static final Path STATIC = Path.of("src/main/resources/static");
  private static final String COMPILER = "classpath*:META-INF/resources/webjars/typescript/*/lib/";
  private static final String SCRIPT = "classpath:io/tidemark/api/page/check-types.js";

  private static Browser browser;

  @BeforeAll
  static void loadCompiler() throws IOException {
    browser = Browser.shared();
    browser.go("about:blank");
    browser.js(
        readAll(COMPILER + "typescript.js").values().iterator().next() + "; window.ts = ts;");
  }

  /** It takes much memory. */
  @AfterAll
  static void leave() {
    browser.go("about:blank");
  }

  @Test
  void theModulesHaveNoTypeFaults() throws IOException {
    assertThat(findFaults(readModules())).isEqualTo(List.of());
  }

  @Test
  void findsFaults() throws IOException {
    Map<String, String> modules = readModules();
    modules.keySet().removeIf(path -> !path.equals("/page/dom/element.js"));
    modules.put("/wrong.js", "import { element } from './page/dom/element.js';\nelement('a').x();");

    assertThat(findFaults(modules))
        .isEqualTo(List.of("/wrong.js:2 Property 'x' does not exist on type 'HTMLAnchorElement'."));
  }

  private static Object findFaults(Map<String, String> modules) throws IOException {
    Map<String, String> files = new TreeMap<>(modules);
    readAll(COMPILER + "lib.*.d.ts").forEach((name, text) -> files.put("/lib/" + name, text));
    Map<?, ?> config =
        JsonMapper.shared().readValue(Files.readString(Path.of("jsconfig.json")), Map.class);
    return browser.js(
        readAll(SCRIPT).get("check-types.js"),
        config.get("compilerOptions"),
        files,
        List.copyOf(modules.keySet()));
  }

  /** By the paths by which they import each other. */
  private static Map<String, String> readModules() throws IOException {
    Map<String, String> modules = new TreeMap<>();
    try (Stream<Path> files = Files.walk(STATIC)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
        String path = "/" + STATIC.relativize(file).toString().replace('\\', '/');
        modules.put(path, Files.readString(file));
      }
    }
    return modules;
  }

  private static Map<String, String> readAll(String pattern) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Resource file : new PathMatchingResourcePatternResolver().getResources(pattern)) {
      texts.put(file.getFilename(), file.getContentAsString(UTF_8));
    }
    assertThat(texts).as(pattern).isNotEmpty();
    return texts;
  }
}
