/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.page;

import io.tidemark.testkit.files.JvmFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The program in which the page is tested. */
final class Chromium {

  private static final Path PROGRAM = findProgram();
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private Chromium() {}

  static boolean isInstalled() {
    return Files.exists(PROGRAM) && Files.exists(DRIVER);
  }

  /** Starts it, with an empty profile and without a window. It stops with this JVM. */
  static ChromeDriver start() {
    Path profile = JvmFolder.create("page-test-profile");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(PROGRAM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-US",
        // Colors that fade are no longer those of the theme when a test reads them.
        "--force-prefers-reduced-motion",
        "--window-size=1360,1000",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriver driver =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
    JvmFolder.deleteAtExit(profile, driver::quit);
    return driver;
  }

  /**
   * The program that {@code -Dtidemark.browser} names. Else the same engine without the windows of
   * a browser, where it is installed: it takes less processor time.
   */
  private static Path findProgram() {
    String chosen = System.getProperty("tidemark.browser");
    Path shell = Path.of("/usr/lib/chromium/chromium-headless-shell");
    if (chosen != null) {
      return Path.of(chosen);
    }
    return Files.exists(shell) ? writeStarter(shell) : Path.of("/usr/bin/chromium");
  }

  /** Without windows it starts with no page, of which the driver needs one. */
  private static Path writeStarter(Path shell) {
    try {
      Path starter = Files.createTempFile("page-test-", ".sh");
      starter.toFile().deleteOnExit();
      Files.writeString(starter, "#!/bin/sh\nexec %s \"$@\" data:,\n".formatted(shell));
      Files.setPosixFilePermissions(starter, PosixFilePermissions.fromString("rwx------"));
      return starter;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
