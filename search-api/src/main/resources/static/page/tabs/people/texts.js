export const TEXTS = {
  en: {
    access: 'Access requests', 'access?': 'Requests for the right to view the usage of others: your own, and those that you may decide. Managers of all users of a request and super-admins decide.',
    noRequests: 'There are no requests.', ask: 'Ask for access', users: 'Users', reason: 'Reason', until: 'Until the end of', validUntil: 'Valid until', askedBy: 'Asked by',
    state: 'State', pending: 'pending', approved: 'approved', denied: 'denied', comment: 'Comment', time: 'Changed', noEnd: 'no end',
    approve: 'Approve', deny: 'Deny', withdraw: 'Take back', send: 'Send', idsHint: 'Ids, separated by commas',
    names: 'Directory', 'names?': 'Names, departments, managers and owners that belong to ids. The API and identity providers keep them.',
    noNames: 'The directory is empty.', notFound: 'The directory has no such entry.', search: 'Search by id or name', kind: 'Kind', id: 'Id', name: 'Name', department: 'Department',
    manager: 'Manager', owner: 'Owner', ended: 'Existed until', more: 'The first {shown} of {total} entries.',
    user: 'User', api_key: 'API key', project: 'Project', workflow: 'Workflow', model: 'Model',
  },
  zh: {
    access: '查看权限申请', 'access?': '申请查看他人用量的权限：自己的申请，以及可由您审批的申请。由申请中所有用户的上级或超级管理员审批。',
    noRequests: '没有申请。', ask: '申请查看权限', users: '用户', reason: '理由', until: '有效至（当天结束）', validUntil: '有效至', askedBy: '申请人',
    state: '状态', pending: '待审批', approved: '已批准', denied: '已拒绝', comment: '意见', time: '更新时间', noEnd: '长期',
    approve: '批准', deny: '拒绝', withdraw: '收回', send: '提交', idsHint: 'ID，以逗号分隔',
    names: '目录', 'names?': '与 ID 对应的名称、部门、上级和所有者，由 API 或身份提供方维护。',
    noNames: '目录为空。', notFound: '目录中没有这样的条目。', search: '按 ID 或名称搜索', kind: '类型', id: 'ID', name: '名称', department: '部门',
    manager: '上级', owner: '所有者', ended: '存在至', more: '共 {total} 条，显示前 {shown} 条。',
    user: '用户', api_key: 'API Key', project: '项目', workflow: 'Workflow', model: '模型',
  },
};
