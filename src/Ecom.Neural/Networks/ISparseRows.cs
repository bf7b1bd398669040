namespace Ecom.Neural.Networks;

/// <summary>Rows that are zero but for a few columns, which can be told without making the rest of them.</summary>
public interface ISparseRows : IRowSource
{
    /// <summary>Adds a row's columns that are one.</summary>
    void AddColumns(int row, List<int> columns);
}
