/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.elasticsearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.mapper.MapperExtrasPlugin;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.reindex.ReindexPlugin;

/**
 * A real Elasticsearch node with the plugins of the default distribution that Tidemark uses. It has
 * no x-pack: no lifecycle management, no security; it must listen on loopback only, and refuses
 * requests of web pages.
 *
 * <p>One argument: the path of an {@code elasticsearch.yml}. Ends, with its data synced, on
 * SIGTERM.
 */
public final class LocalNode extends Node {

  private static final int CLOSE_SECONDS = 10;

  private LocalNode(Environment environment) {
    super(
        environment,
        List.of(GuardedHttpPlugin.class, ReindexPlugin.class, MapperExtrasPlugin.class),
        true);
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("one argument: the path of elasticsearch.yml");
    }
    Settings settings = Settings.builder().loadFromPath(Path.of(arguments[0])).build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "local");
    LocalNode node = new LocalNode(environment);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closeNode(node, closed), "close-node"));
    node.start();
    // All threads of the node are daemons: without this one the JVM would end now.
    closed.await();
  }

  private static void closeNode(Node node, CountDownLatch closed) {
    try {
      node.close();
      if (!node.awaitClose(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Elasticsearch still works on something: closed unclean");
      }
    } catch (IOException failure) {
      throw new IllegalStateException("Elasticsearch did not close cleanly", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      closed.countDown();
    }
  }
}
