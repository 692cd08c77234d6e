/** Rows of the shape that the table will have. */
export function TableSkeleton({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  return (
    <tbody aria-busy="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows have nothing but their place
        <tr key={row}>
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: nor have the cells
            <td key={column}>
              <span className="skeleton">000</span>
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
