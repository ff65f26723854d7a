/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import com.sun.management.OperatingSystemMXBean;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.PortOwner;
import io.tidemark.stack.process.PortState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine that we run on. */
final class ThisMachine implements Machine {

  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
  private static final long MEGABYTE = 1024 * 1024;

  @Override
  public int jdkFeature() {
    return Runtime.version().feature();
  }

  @Override
  public PortState findPortState(int port) {
    return PortOwner.findState(port);
  }

  @Override
  public long freeMemoryMegabytes() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    // In a container the limit counts, not what the host has free.
    long limit = system.getTotalMemorySize() / MEGABYTE;
    try {
      Matcher available = AVAILABLE.matcher(Files.readString(MEMORY));
      if (available.find()) {
        return Math.min(limit, Long.parseLong(available.group(1)) / 1024);
      }
    } catch (IOException expected) {
      // Not Linux: what is free there says little, for caches count as used.
    }
    return limit;
  }

  @Override
  public long freeDiskMegabytes(Path folder) {
    Path existing = folder;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      return Files.getFileStore(existing).getUsableSpace() / MEGABYTE;
    } catch (IOException failure) {
      throw new StackException("cannot read the free space of " + existing, failure);
    }
  }
}
