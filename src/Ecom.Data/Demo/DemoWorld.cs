using System.Globalization;

namespace Ecom.Data.Demo;

/// <summary>Products and customers of the generated shop.</summary>
internal sealed class DemoWorld
{
    public const int StylesPerCategory = 4;
    private static readonly string[] Adjectives = ["Plain", "Bold", "Nordic", "Rustic", "Bright", "Quiet", "Classic", "Urban", "Mellow", "Crisp", "Golden", "Velvet"];
    private static readonly string[] Brands = ["Arvo", "Belmont", "Cirrus", "Dalia", "Ember", "Fjell", "Grove", "Hale", "Iris", "Juno"];

    public DemoWorld(DemoShopOptions options, Random random)
    {
        Items = MakeItems(options, random);
        Customers = [.. Enumerable.Range(1, options.Users).Select(u => MakeCustomer(u, options, random))];
    }

    public IReadOnlyList<DemoItem> Items { get; }
    public IReadOnlyList<DemoCustomer> Customers { get; }

    private static List<DemoItem> MakeItems(DemoShopOptions options, Random random)
    {
        var ranks = Enumerable.Range(1, options.Items).ToArray();
        random.Shuffle(ranks);
        var items = new List<DemoItem>();
        for (var i = 0; i < options.Items; i++)
        {
            var category = i % DemoCategory.All.Count;
            var (name, brand) = (DemoCategory.All[category], Brands[random.Next(Brands.Length)]);
            var price = Math.Round(name.Price * Math.Exp(0.5 * Normal(random)), 2);
            // One item in eight comes to the shop later: a cold item, if it falls after the train period.
            var launch = random.Next(8) == 0 ? random.Next(options.Days) : 0;
            items.Add(new DemoItem(
                string.Create(CultureInfo.InvariantCulture, $"P{i + 1:0000}"),
                $"{Adjectives[random.Next(Adjectives.Length)]} {brand} {name.Noun} No. {i / DemoCategory.All.Count + 1}",
                category, random.Next(StylesPerCategory), brand, Math.Max(0.5, price), random.Next(10) == 0 ? 0 : random.Next(1, 200),
                Math.Pow(ranks[i], -0.8), launch));
        }
        foreach (var item in items)
        {
            var peers = Enumerable.Range(0, items.Count).Where(j => items[j] != item && items[j].Style == item.Style).ToList();
            item.Companions = [.. Enumerable.Range(0, Math.Min(2, peers.Count)).Select(_ => peers[random.Next(peers.Count)])];
        }
        return items;
    }

    private static DemoCustomer MakeCustomer(int number, DemoShopOptions options, Random random)
    {
        var tastes = Enumerable.Repeat(0.01, DemoCategory.All.Count).ToArray();
        for (var favourite = 0; favourite < 1 + random.Next(3); favourite++) tastes[random.Next(tastes.Length)] += 0.3 + random.NextDouble();
        // Log-normal activity with sigma 1.1: the mean is exp(sigma² / 2) times the median.
        var sessions = Math.Max(1, (int)Math.Round(options.SessionsPerUser * Math.Exp((1.1 * Normal(random)) - 0.605)));
        return new DemoCustomer(
            string.Create(CultureInfo.InvariantCulture, $"U{number:00000}"),
            tastes,
            [.. tastes.Select(_ => random.Next(StylesPerCategory))],
            Brands[random.Next(Brands.Length)],
            0.8 * Normal(random),
            8 + (14 * random.NextDouble()),
            Math.Min(sessions, options.Days * 2),
            random.Next(3) == 0 ? random.Next(options.Days) : 0);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
