import { useEffect } from 'react';
import { AdvisoryPage } from './advisory/advisory-page.tsx';
import { CheckpointPage } from './checkpoint/checkpoint-page.tsx';
import { LearningCurvePage } from './curve/learning-curve-page.tsx';
import { HomePage } from './home/home-page.tsx';
import { LeaderboardPage } from './leaderboard/leaderboard-page.tsx';
import { LineagePage } from './lineage/lineage-page.tsx';
import { advisoryOf, Link, referenceOf, useAddress, type Address } from './address.tsx';
import { Nowhere } from './parts/states.tsx';
import { ThemeToggle } from './parts/theme-toggle.tsx';

/** One document for every address; the address says what it shows. */
export function App() {
  const { path, search } = useAddress();
  const reference = referenceOf(path);
  const isLineage = reference !== null && search.get('view') === 'lineage';
  const titled = reference ?? (path === '/leaderboard' ? (search.get('benchmark') ?? 'Benchmarks') : null);
  useEffect(() => {
    document.title = titled === null ? 'Heirloom' : `${titled} · Heirloom`;
  }, [titled]);
  return (
    <>
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="masthead">
        <Link className="brand" to="/">
          <BrandMark />
          Heirloom
        </Link>
        <nav aria-label="The hub">
          <Link to="/">Checkpoints</Link>
          <Link to="/leaderboard">Benchmarks</Link>
          <a href="/graphql">GraphQL</a>
          <ThemeToggle />
        </nav>
      </header>
      <main id="content" tabIndex={-1} className={isLineage ? 'wide' : ''}>
        <Shown path={path} search={search} />
      </main>
    </>
  );
}

function Shown({ path, search }: Address) {
  const reference = referenceOf(path);
  const advisory = advisoryOf(path);
  if (reference !== null)
    return search.get('view') === 'lineage' ? (
      <LineagePage key={reference} reference={reference} />
    ) : (
      <CheckpointPage key={reference} reference={reference} />
    );
  if (advisory !== null) return <AdvisoryPage key={advisory} number={advisory} />;
  switch (path) {
    case '/':
    case '/search':
      return <HomePage />;
    case '/leaderboard':
      return (
        <LeaderboardPage
          key={search.toString()}
          benchmark={search.get('benchmark')}
          metric={search.get('metric')}
          hardship={search.get('hardship') ?? ''}
        />
      );
    case '/curve':
      return (
        <LearningCurvePage
          key={search.toString()}
          model={search.get('model') ?? ''}
          benchmark={search.get('benchmark') ?? ''}
          metric={search.get('metric') ?? ''}
        />
      );
    default:
      return <Nowhere what={path} />;
  }
}

function BrandMark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 11v4c0 4-7 2.500-7 7M16 15c0 4 7 2.500 7 7" />
      <circle cx="16" cy="8" r="3.500" />
      <circle cx="9" cy="24" r="3.500" />
      <circle cx="23" cy="24" r="3.500" />
    </svg>
  );
}
