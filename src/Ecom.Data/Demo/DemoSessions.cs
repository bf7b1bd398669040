namespace Ecom.Data.Demo;

/// <summary>Plays the customers' visits: search, view, click, cart, purchase.</summary>
internal sealed class DemoSessions(DemoShopOptions options, DemoWorld world, Random random)
{
    private readonly int[][] _byCategory = [.. Enumerable.Range(0, DemoCategory.All.Count)
        .Select(c => Enumerable.Range(0, world.Items.Count).Where(i => world.Items[i].Category == c).ToArray())];

    private int _session;

    public List<DemoEvent> Play()
    {
        var events = new List<DemoEvent>();
        foreach (var customer in world.Customers)
            for (var s = 0; s < customer.Sessions; s++)
                Visit(customer, events);
        // A stable sort: equal times keep the order in which they happened.
        return [.. events.OrderBy(e => e.Time)];
    }

    private void Visit(DemoCustomer customer, List<DemoEvent> events)
    {
        var day = customer.Joined + random.Next(options.Days - customer.Joined);
        var hour = Math.Clamp(customer.Hour + (random.NextDouble() * 4) - 2, 0, 23);
        var time = options.End.AddDays(day - options.Days).AddHours(hour).AddSeconds(random.Next(3600));
        time = new DateTimeOffset(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var session = $"S{++_session:000000}";
        var user = random.NextDouble() < options.AnonymousShare ? "" : customer.Id;
        var category = Pick(customer.Tastes.Length, c => customer.Tastes[c] * DemoCategory.All[c].On(time.DayOfYear));
        if (random.Next(4) == 0) Add("search", "", DemoCategory.All[category].Noun);

        int? followUp = null;
        for (var views = 1 + random.Next(7); views > 0; views--)
        {
            var item = followUp is { } next && world.Items[next].Launch <= day ? next : Choose(customer, category, day);
            followUp = null;
            if (item < 0) return;
            time = time.AddSeconds(15 + random.Next(120));
            Add("view", world.Items[item].Id);
            var liking = Liking(customer, world.Items[item]);
            if (random.NextDouble() > Math.Min(0.5, 0.1 * liking)) continue;
            time = time.AddSeconds(5 + random.Next(30));
            Add("cart", world.Items[item].Id);
            if (random.Next(5) < 2) continue;
            time = time.AddSeconds(30 + random.Next(120));
            Add("purchase", world.Items[item].Id, quantity: 1 + (random.Next(4) == 0 ? random.Next(4) : 0), price: world.Items[item].Price);
            if (random.Next(2) == 0 && world.Items[item].Companions.Count > 0)
                followUp = world.Items[item].Companions[random.Next(world.Items[item].Companions.Count)];
        }

        void Add(string kind, string item, string query = "", double? quantity = null, double? price = null) =>
            events.Add(new DemoEvent(time, kind, user, session, item, query, quantity, price));
    }

    private int Choose(DemoCustomer customer, int category, int day)
    {
        var candidates = _byCategory[category];
        var chosen = Pick(candidates.Length, k =>
        {
            var item = world.Items[candidates[k]];
            return item.Launch > day ? 0 : item.Appeal * Liking(customer, item);
        });
        return chosen < 0 ? -1 : candidates[chosen];
    }

    private static double Liking(DemoCustomer customer, DemoItem item)
    {
        var relative = Math.Log(item.Price / DemoCategory.All[item.Category].Price);
        return (item.Style == customer.Styles[item.Category] ? 6 : 0.5) * (item.Brand == customer.Brand ? 3 : 1) * Math.Exp(customer.Thrift * relative);
    }

    // An index drawn in proportion to its weight; −1 where all weights are zero.
    private int Pick(int count, Func<int, double> weight)
    {
        var weights = new double[count];
        double total = 0;
        for (var k = 0; k < count; k++) total += weights[k] = weight(k);
        var point = random.NextDouble() * total;
        for (var k = 0; k < count; k++)
            if (weights[k] > 0 && (point -= weights[k]) <= 0) return k;
        return Array.FindLastIndex(weights, w => w > 0);
    }
}
