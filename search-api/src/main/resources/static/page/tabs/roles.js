/** The roles of which a tab needs one. A tab that does not stand here is open to everybody. */
const ROLES = { alerts: ['super-admin'], sources: ['super-admin', 'operator'] };

/** Whether the page offers a tab to this person; the server decides about what it asks for. */
export function isOffered(tab, me) {
  if (tab === 'cost') {
    return me.costs !== false;
  }
  return !(tab in ROLES) || ROLES[tab].some((role) => me.roles.includes(role));
}

/** Whether this person reads the directory. */
export function seesDirectory(me) {
  return ['super-admin', 'operator', 'directory'].some((role) => me.roles.includes(role));
}
