namespace Ecom.Models.Scoring;

/// <summary>Sparse item-to-item rows, in memory or mapped.</summary>
public interface ISparseRows
{
    /// <summary>Number of rows.</summary>
    int Count { get; }

    /// <summary>The row's column indices, ascending.</summary>
    ReadOnlySpan<int> Columns(int row);

    /// <summary>The row's values, in the order of <see cref="Columns"/>.</summary>
    ReadOnlySpan<float> Values(int row);
}
