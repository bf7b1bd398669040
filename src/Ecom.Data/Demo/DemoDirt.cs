namespace Ecom.Data.Demo;

/// <summary>Adds to clean lines the faults of real dumps: each rejection reason of an events dump occurs at least once.</summary>
internal static class DemoDirt
{
    public static List<string> Spoil(IReadOnlyList<DemoEvent> events, DemoShopOptions options, Random random)
    {
        var lines = new List<string>(events.Count + 2000);
        foreach (var e in events)
        {
            lines.Add(e.ToString());
            if (random.Next(400) == 0) lines.Add(e.ToString());
            if (e.Kind == "view" && random.Next(150) == 0) lines.Add((e with { Time = e.Time.AddSeconds(2) }).ToString());
            if (e.Kind == "purchase" && random.Next(60) == 0)
                lines.Add((e with { Time = e.Time.AddHours(5), Session = "R" + e.Session, Quantity = -Math.Max(1, e.Quantity!.Value - random.Next(2)) }).ToString());
        }
        var first = events[0];
        var sale = events.FirstOrDefault(e => e.Kind == "purchase") ?? first;
        lines.AddRange(
        [
            (first with { User = "", Session = "" }).ToString(),
            (first with { Kind = "remove_from_cart" }).ToString(),
            (first with { Kind = "view", Item = "" }).ToString(),
            (first with { Kind = "search", Item = "", Query = "" }).ToString(),
            first.ToString().Replace("UTC", "o'clock", StringComparison.Ordinal),
            (first with { Time = options.End.AddYears(50) }).ToString(),
            (sale with { Kind = "purchase", Session = "X1", Price = -1 }).ToString(),
            (sale with { Kind = "purchase", Session = "X2", Quantity = 0 }).ToString(),
            (sale with { Kind = "purchase", Session = "X3", Quantity = 1e7 }).ToString(),
            "this line lost its other columns",
        ]);
        var items = events.Select(e => e.Item).Where(i => i.Length > 0).Distinct().ToList();
        for (var k = 0; k < 700; k++)
            lines.Add((first with { Time = options.End.AddHours(-2).AddSeconds(5 * k), Kind = "view", User = "robot", Session = "bot", Item = items[k % items.Count] }).ToString());
        return lines;
    }
}
