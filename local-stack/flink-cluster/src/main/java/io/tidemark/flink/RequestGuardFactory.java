/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.flink;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPipeline;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;

/** Puts the {@link RequestGuardHandler} into Flink's REST server, which finds this by its type. */
public final class RequestGuardFactory implements InboundChannelHandlerFactory {

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    return Optional.of(new Placement());
  }

  /**
   * Flink adds handlers behind the one that writes uploads to the disk, which is too late: this one
   * gives its place to a guard right after the HTTP codec.
   */
  private static final class Placement extends ChannelHandlerAdapter {

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      ChannelPipeline pipeline = context.pipeline();
      String codec = pipeline.context(HttpServerCodec.class).name();
      pipeline.addAfter(codec, RequestGuardHandler.NAME, new RequestGuardHandler());
      pipeline.remove(this);
    }
  }
}
