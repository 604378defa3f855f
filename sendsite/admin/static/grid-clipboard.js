// The clipboard as spreadsheets use it: cells apart by tabs, rows by line ends, quotes around what holds either.
(function () {
  "use strict";
  // Exactly one line end is taken off the end: a spreadsheet adds it, and it is no row.
  function rowsOf(text) {
    const rows = [[]];
    let cell = "", quoted = false;
    const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    const endCell = () => { rows[rows.length - 1].push(cell.trim()); cell = ""; };
    for (let at = 0; at < source.length; at++) {
      const sign = source[at];
      if (quoted && sign === '"' && source[at + 1] === '"') { cell += '"'; at++; }
      else if (quoted && sign === '"') quoted = false;
      else if (quoted) cell += sign === "\n" ? " " : sign;
      else if (sign === '"' && cell === "") quoted = true;
      else if (sign === "\t") endCell();
      else if (sign === "\n") { endCell(); rows.push([]); }
      else cell += sign;
    }
    endCell();
    return rows;
  }
  const written = (text) => (/["\t\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text);
  const textOf = (rows) => rows.map((row) => row.map(written).join("\t")).join("\n");

  // A blank cell leaves what stands; a nought clears it.
  const meant = (text) => (/^[-+]?0+([.,]0*)?$/.test(text) ? "" : text);

  /**
   * What a pasted block changes, with its first cell at `top`, `left` of `grid` (rows of inputs).
   * One single value fills the whole range that is selected. What falls outside is counted, not done.
   */
  function pasted(text, grid, range, locked) {
    let block = rowsOf(text);
    const { top, left, bottom, right } = range;
    if (block.length === 1 && block[0].length === 1) {
      block = Array.from({ length: bottom - top + 1 }, () => Array(right - left + 1).fill(block[0][0]));
    }
    const found = { changes: [], outside: 0, locked: 0, bottom: top, right: left };
    block.forEach((row, down) => row.forEach(function (value, along) {
      if (value === "") return;
      const input = (grid[top + down] || [])[left + along];
      if (!input) { found.outside++; return; }
      if (locked(input)) { found.locked++; return; }
      found.changes.push([input, meant(value)]);
    }));
    found.bottom = Math.min(grid.length - 1, top + block.length - 1);
    found.right = Math.min(grid[0].length - 1, left + Math.max(...block.map((row) => row.length)) - 1);
    return found;
  }
  window.sendsiteClipboard = { textOf, pasted };
})();
