using Ecom.Augmentation.Tables;

namespace Ecom.Augmentation.Tests.Tables;

/// <summary>Small made-up tables.</summary>
internal static class MadeUp
{
    /// <summary>A number that depends on a text, a text that depends on the number, some cells missing.</summary>
    public static Table Mixed(int rows, int seed)
    {
        var random = new Random(seed);
        var (numbers, kinds, sizes) = (new double[rows], new string?[rows], new string?[rows]);
        for (var r = 0; r < rows; r++)
        {
            kinds[r] = random.NextDouble() < 0.7 ? "a" : "b";
            numbers[r] = Math.Round((kinds[r] == "a" ? 20 : 60) + 5 * (random.NextDouble() + random.NextDouble() - 1), 1);
            sizes[r] = numbers[r] > 40 ? "large" : random.NextDouble() < 0.2 ? null : "small";
            if (random.NextDouble() < 0.1) numbers[r] = double.NaN;
        }
        return new Table([
            new TableColumn { Name = "kind", Texts = kinds },
            new TableColumn { Name = "number", Numbers = numbers, Decimals = 1 },
            new TableColumn { Name = "size", Texts = sizes },
        ]);
    }
}
