/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.access;

import java.util.Collection;

/** A right to see the usage of others that the token does not name. It is asked on each request. */
public interface ViewRights {

  /** The users of the caller's tenant whom the caller may see. */
  Collection<String> listUsers(Scope caller);
}
