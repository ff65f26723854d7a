/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import java.util.HashMap;
import java.util.Map;
import org.springframework.web.context.request.RequestAttributes;

/** The attributes of one request, as the server binds them to its thread. */
final class AttributesOfRequest implements RequestAttributes {

  private final Map<String, Object> values = new HashMap<>();

  @Override
  public Object getAttribute(String name, int scope) {
    return values.get(name);
  }

  @Override
  public void setAttribute(String name, Object value, int scope) {
    values.put(name, value);
  }

  @Override
  public void removeAttribute(String name, int scope) {
    values.remove(name);
  }

  @Override
  public String[] getAttributeNames(int scope) {
    return values.keySet().toArray(String[]::new);
  }

  @Override
  public void registerDestructionCallback(String name, Runnable callback, int scope) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object resolveReference(String key) {
    return null;
  }

  @Override
  public String getSessionId() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Object getSessionMutex() {
    return this;
  }
}
