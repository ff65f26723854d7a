export const TEXTS = {
  en: {
    title: 'Records', kind: 'Kind', any: 'any', atLeast: '{name}, at least (ms)', details: 'Details',
    link: 'Link', logs: 'Logs', close: 'Close', next: 'Older', first: 'Newest', further: 'Next', start: 'First page', export_csv: 'Save all as CSV', export_ndjson: 'Save all as NDJSON',
    saving: 'Saving…', saved: 'Saved.', savedInPart: 'Only a part was saved: the file ends early and says so. Save it again.', failed: 'The records could not be saved: {reason}', page: '{count} records, newest first', oldest: '{count} records, oldest first', greatest: '{count} records, by {name}, greatest first', least: '{count} records, by {name}, least first',
    sort: 'Order by {name}',
    missing: 'This record does not exist, or is not visible to you.', event_time: 'Time',
    cost: 'Cost', currency: 'Currency', price_id: 'Price', unpriced: 'Why without a cost',
    totals: 'Totals', totalsHelp: 'Adds up all records of the view, not only those of this page', all: '{count} records in all', unpricedRecords: '{count} without a cost', costLimit: 'cost of at most {count} records',
    columns: 'Columns', usualColumns: 'Usual columns', apply: 'Apply',
  },
  zh: {
    title: '调用记录', kind: '类型', any: '全部', atLeast: '{name}不少于（ms）', details: '详情',
    link: '链接', logs: '日志', close: '关闭', next: '更早', first: '回到最新', further: '下一页', start: '回到首页', export_csv: '全部保存为 CSV', export_ndjson: '全部保存为 NDJSON',
    saving: '保存中…', saved: '已保存。', savedInPart: '只保存了一部分：文件提前结束，末尾有标记。请重新保存。', failed: '保存失败：{reason}', page: '{count} 条记录，最新在前', oldest: '{count} 条记录，最早在前', greatest: '{count} 条记录，按{name}从大到小', least: '{count} 条记录，按{name}从小到大',
    sort: '按{name}排序',
    missing: '没有这条记录，或您无权查看。', event_time: '时间',
    cost: '费用', currency: '币种', price_id: '价格条目', unpriced: '无费用的原因',
    totals: '合计', totalsHelp: '对当前视图的全部记录求和，不只是本页', all: '共 {count} 条记录', unpricedRecords: '{count} 条无费用', costLimit: '最多计算 {count} 条记录的费用',
    columns: '列', usualColumns: '默认列', apply: '应用',
  },
};
