/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.serialization;

import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;

/** Lists codecs whose values are kept in state, so that a savepoint finds them by their names. */
public interface CodecProvider {

  /** The codecs of this provider. */
  List<Codec<?>> listCodecs();

  /**
   * The codec of that name.
   *
   * @param classes loads the providers
   * @throws IOException when no provider has one
   */
  static Codec<?> findCodec(String name, ClassLoader classes) throws IOException {
    for (CodecProvider provider : ServiceLoader.load(CodecProvider.class, classes)) {
      for (Codec<?> codec : provider.listCodecs()) {
        if (codec.name().equals(name)) {
          return codec;
        }
      }
    }
    throw new IOException(
        "This build cannot read state of '%s': start the build that wrote it, or a newer one"
            .formatted(name));
  }
}
