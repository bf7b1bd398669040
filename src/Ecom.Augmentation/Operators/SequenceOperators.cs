using Ecom.Domain;

namespace Ecom.Augmentation.Operators;

/// <summary>Each makes another history of one. The rate says how many positions change: at least one, rounded down.</summary>
public static class SequenceOperators
{
    public static IReadOnlyList<string> Names { get; } = ["crop", "mask", "reorder", "substitute", "insert"];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="items">Oldest first, without repeats.</param>
    /// <param name="rate">In (0, 1).</param>
    /// <param name="like">The item most like an item, or −1.</param>
    /// <param name="random">Chooses positions.</param>
    /// <returns>Oldest first, without repeats.</returns>
    /// <exception cref="InputException">There is no such operator.</exception>
    public static int[] Apply(string name, IReadOnlyList<int> items, double rate, Func<int, int> like, Random random)
    {
        var changed = Math.Clamp((int)(rate * items.Count), 1, Math.Max(1, items.Count));
        switch (name)
        {
            case "crop":
            {
                var length = Math.Max(1, items.Count - changed);
                return [.. items.Skip(random.Next(items.Count - length + 1)).Take(length)];
            }
            case "mask":
            {
                var left = Positions(changed);
                return [.. items.Where((_, p) => !left.Contains(p))];
            }
            case "reorder":
            {
                var length = Math.Min(items.Count, Math.Max(2, changed));
                var start = random.Next(items.Count - length + 1);
                var part = items.Skip(start).Take(length).ToArray();
                random.Shuffle(part);
                return [.. items.Take(start), .. part, .. items.Skip(start + length)];
            }
            case "substitute":
            case "insert":
            {
                var (at, result, used) = (Positions(changed), new List<int>(), items.ToHashSet());
                for (var p = 0; p < items.Count; p++)
                {
                    var other = at.Contains(p) ? like(items[p]) : -1;
                    var isNew = other >= 0 && used.Add(other);
                    if (isNew) result.Add(other);
                    if (!isNew || name == "insert") result.Add(items[p]);
                }
                return [.. result];
            }
            default:
                throw new InputException($"There is no operator '{name}'; there are any, {string.Join(", ", Names)}.");
        }

        HashSet<int> Positions(int count)
        {
            var all = Enumerable.Range(0, items.Count).ToArray();
            random.Shuffle(all);
            return [.. all.Take(count)];
        }
    }
}
