namespace Ecom.Neural.Networks;

/// <summary>Rows of numbers that are made dense batch by batch, since all of them at once may not fit.</summary>
public interface IRowSource
{
    int Count { get; }

    /// <summary>Numbers per row.</summary>
    int Width { get; }

    /// <summary>Writes rows one after the other.</summary>
    /// <param name="rows">Which rows.</param>
    /// <param name="dense">[rows × <see cref="Width"/>], all zero on entry.</param>
    void Fill(ReadOnlySpan<int> rows, Span<float> dense);
}
