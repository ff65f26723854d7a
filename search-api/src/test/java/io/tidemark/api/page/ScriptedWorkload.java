/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A workload that only the schema knows: pages that are opened before {@link #close} get it with
 * the answer of the server, and answers of its routes. They note their requests in {@code asked}.
 */
final class ScriptedWorkload implements AutoCloseable {

  static final String ID = "speech-jobs";

  private final Browser browser;
  private final Object script;

  private ScriptedWorkload(Browser browser, Object script) {
    this.browser = browser;
    this.script = script;
  }

  static ScriptedWorkload addTo(Browser browser) {
    try (InputStream source =
        ScriptedWorkload.class.getResourceAsStream("/io/tidemark/api/page/speech-jobs.js")) {
      return new ScriptedWorkload(
          browser, browser.addScript(new String(source.readAllBytes(), UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    browser.removeScript(script);
    browser.go("about:blank");
  }
}
