/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.outbox;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that send messages, at most one for each channel: a receiver that hangs keeps one thread
 * and its own messages, not those of others.
 */
final class ChannelThreads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelThreads.class);

  /** They wait for receivers most of the time. */
  private static final int MOST = 16;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<ChannelKey> busy = ConcurrentHashMap.newKeySet();

  /** The channels whose messages are being sent. */
  Set<ChannelKey> busyChannels() {
    return Set.copyOf(busy);
  }

  /** Whether no thread is free. */
  boolean isFull() {
    return busy.size() >= MOST;
  }

  /** Begins work in its order, as far as threads are free. By one caller at a time. */
  void start(List<ChannelWork> work) {
    for (ChannelWork one : work) {
      if (!isFull() && busy.add(one.channel())) {
        threads.execute(() -> run(one));
      }
    }
  }

  private void run(ChannelWork work) {
    try {
      for (Runnable step : work.steps()) {
        if (threads.isShutdown()) {
          return;
        }
        step.run();
      }
    } catch (RuntimeException e) {
      LOG.warn("Messages of the channel {} wait: {}", work.channel().channel(), e.getMessage());
    } finally {
      busy.remove(work.channel());
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
